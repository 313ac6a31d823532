import type { HtmlElement } from "./parse-html.ts";
import { type Declarations, readDeclarations, readStyleRules, type StyleRule } from "./read-declarations.ts";

/** Returns the value of a CSS property that a page sets for an element itself; undefined if it sets none. */
export type StyleReader = (element: HtmlElement, property: string) => string | undefined;

interface Ranked {
  readonly value: string;
  readonly rank: number;
}

/** Ranks above those of every selector. */
const INLINE_RANK = 1e9;
const IMPORTANT_RANK = 1e10;

/** Returns the texts of the style sheets inside a page. */
export function sheetsOf(root: HtmlElement): readonly string[] {
  return [...root.querySelectorAll("style")].map((element) => element.textContent ?? "");
}

/** Applies style sheets, the style attributes of a page, and its old attributes for colours. */
export function computeStyles(root: HtmlElement, sheets: readonly string[]): StyleReader {
  const styles = new Map<HtmlElement, Map<string, Ranked>>();
  const set = (element: HtmlElement, declarations: Declarations, rank: number) => {
    const known = styles.get(element) ?? new Map<string, Ranked>();
    styles.set(element, known);
    for (const [name, { value, isImportant }] of declarations) {
      const total = rank + (isImportant ? IMPORTANT_RANK : 0);
      if ((known.get(name)?.rank ?? -1) <= total) known.set(name, { value, rank: total });
    }
  };
  for (const element of root.querySelectorAll("font[color],[bgcolor],body[text]")) set(element, oldColours(element), 0);
  for (const rule of readStyleRules(sheets)) {
    for (const element of select(root, rule)) set(element, rule.declarations, rule.specificity);
  }
  for (const element of root.querySelectorAll("[style]")) {
    set(element, readDeclarations(element.getAttribute("style") ?? ""), INLINE_RANK);
  }
  return (element, property) => styles.get(element)?.get(property)?.value;
}

function select(root: HtmlElement, { selector }: StyleRule): readonly HtmlElement[] {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    // A browser skips a rule whose selector is invalid, too.
    return [];
  }
}

function oldColours(element: HtmlElement): Declarations {
  const colour = element.getAttribute("color") ?? element.getAttribute("text");
  const background = element.getAttribute("bgcolor");
  const source = [
    colour === null ? "" : `color:${colour}`,
    background === null ? "" : `background-color:${background}`,
  ];
  return readDeclarations(source.join(";"));
}
