import { type Colour, looksAlike, MIN_OPACITY, readColour, WHITE } from "../hidden/read-colour.ts";
import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import type { StyleReader } from "./compute-styles.ts";
import { type HtmlElement, type HtmlNode, isElement } from "./parse-html.ts";
import { collapseSpace } from "./read-inline-text.ts";
import { readPixels } from "./reason-to-hide.ts";
import { walkNodes } from "./walk-nodes.ts";

/** Style that text inherits from the elements around it. */
interface TextStyle {
  /** Colour of the text; undefined if the page does not say it. */
  readonly colour: Colour | undefined;
  /** Colour behind the text; undefined if it is unknown, such as that of a picture. */
  readonly background: Colour | undefined;
  readonly fontPixels: number;
}

export interface PageStyles {
  readonly readStyle: StyleReader;
  /** Whether the page has style sheets in other files. The colour of its background is unknown then. */
  readonly hasOtherSheets: boolean;
}

const DEFAULT_FONT_PIXELS = 16;
/** Largest size of a font that nobody can read. */
const MAX_TINY_PIXELS = 2;

/**
 * Removes text that is too small to be read, transparent, or in the colour of its background.
 * Elements inside that can be seen stay.
 */
export function dropInvisibleText(root: HtmlElement, { readStyle, hasOtherSheets }: PageStyles): readonly HiddenPart[] {
  const page = { colour: undefined, background: hasOtherSheets ? undefined : WHITE, fontPixels: DEFAULT_FONT_PIXELS };
  const styles: TextStyle[] = [page];
  const found: { readonly node: HtmlNode; readonly part: HiddenPart }[] = [];
  walkNodes(
    root,
    (node) => {
      const outer = styles.at(-1) ?? page;
      if (isElement(node)) styles.push(inherit(outer, (property) => readStyle(node, property)));
      const reason = node.nodeType === 3 ? reasonOf(outer) : undefined;
      const text = collapseSpace(node.nodeType === 3 ? (node.nodeValue ?? "") : "");
      if (reason !== undefined && text !== "") found.push({ node, part: { reason, text } });
      return true;
    },
    (node) => {
      if (isElement(node)) styles.pop();
    },
  );
  for (const { node } of found) if (hasRemove(node)) node.remove();
  return found.map(({ part }) => part);
}

function inherit(outer: TextStyle, read: (property: string) => string | undefined): TextStyle {
  const colour = read("color");
  const size = read("font-size");
  return {
    colour: colour === undefined || colour === "inherit" ? outer.colour : readColour(colour),
    background: readBackground(outer, read),
    fontPixels: size === undefined ? outer.fontPixels : readFontSize(size, outer.fontPixels),
  };
}

function readBackground(outer: TextStyle, read: (property: string) => string | undefined): Colour | undefined {
  const written = read("background-color") ?? read("background");
  if (written === undefined || /^(?:none|inherit|initial)$/.test(written)) return outer.background;
  const colour = readColour(written) ?? readColour(written.split(" ")[0] ?? "");
  if (colour === undefined || /url\(|gradient/.test(read("background") ?? "")) return undefined;
  return colour.opacity < MIN_OPACITY ? outer.background : colour;
}

function readFontSize(size: string, outer: number): number {
  const relative = /^([\d.]{1,9})(em|%)$/.exec(size);
  if (relative !== null) return (outer * Number(relative[1])) / (relative[2] === "%" ? 100 : 1);
  const pixels = readPixels(size);
  return Number.isNaN(pixels) ? DEFAULT_FONT_PIXELS : pixels;
}

function reasonOf({ colour, background, fontPixels }: TextStyle): HiddenPart["reason"] | undefined {
  if (fontPixels <= MAX_TINY_PIXELS) return "tiny";
  if (colour === undefined) return undefined;
  if (colour.opacity < MIN_OPACITY) return "transparent";
  return background !== undefined && looksAlike(colour, background) ? "same-colour" : undefined;
}

const hasRemove = (node: HtmlNode): node is HtmlNode & { remove(): void } => "remove" in node;
