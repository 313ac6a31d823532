import { append } from "../../../core/index.ts";

/** The CSS properties that can hide text, by name in lower case. */
export type Declarations = ReadonlyMap<string, Declaration>;

export interface Declaration {
  readonly value: string;
  readonly isImportant: boolean;
}

const HIDING = new Set(
  "display visibility opacity font-size color background background-color position left right top bottom text-indent clip clip-path height width max-height max-width overflow overflow-x overflow-y transform".split(
    " ",
  ),
);

/** Reads the declarations of a style attribute or a rule that can hide text. */
export function readDeclarations(source: string): Declarations {
  const declarations = new Map<string, Declaration>();
  for (const part of source.split(";")) {
    const colon = part.indexOf(":");
    const name = part.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!HIDING.has(name)) continue;
    const written = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const value = written.replace(/!\s?important$/, "").trim();
    declarations.set(name, { value, isImportant: value !== written });
  }
  return declarations;
}

/** A rule of a style sheet: one selector, and what it sets. */
export interface StyleRule {
  readonly selector: string;
  readonly declarations: Declarations;
  /** Rank of the selector: ids, then classes and attributes, then elements. */
  readonly specificity: number;
}

/** Maximum number of selectors read; the time to apply them grows with the size of the page. */
const MAX_RULES = 400;
const MAX_SELECTOR_LENGTH = 200;
/** Selectors without pseudo-classes, whose state a page without a reader does not have. */
const PLAIN_SELECTOR = /^[\w\s.#>+~*[\]="'-]+$/;

/**
 * Reads the rules of style sheets that can hide text. Rules for print, for small screens and for states are left out.
 */
export function readStyleRules(sheets: readonly string[]): readonly StyleRule[] {
  const rules: StyleRule[] = [];
  for (const sheet of sheets) {
    for (const rule of splitRules(sheet.replace(comment, " "))) {
      append(rules, toStyleRules(rule).slice(0, MAX_RULES - rules.length));
      if (rules.length === MAX_RULES) return rules;
    }
  }
  return rules;
}

/** A comment; one without an end reaches to the end of the sheet. */
const comment = /\/\*[\s\S]*?(?:\*\/|$)/g;

function toStyleRules({ prelude, body }: RuleText): readonly StyleRule[] {
  const declarations = readDeclarations(body);
  if (declarations.size === 0) return [];
  return prelude
    .split(",")
    .map((part) => part.trim())
    .filter((selector) => selector.length <= MAX_SELECTOR_LENGTH && PLAIN_SELECTOR.test(selector))
    .map((selector) => ({ selector, declarations, specificity: rankSelector(selector) }));
}

interface RuleText {
  readonly prelude: string;
  readonly body: string;
}

/** Media whose rules count for a reader at a screen. */
const SCREEN = /^@media\s{1,9}(?:only\s{1,9})?(?:screen|all)\s{0,9}$/i;

/** Yields the rules of a sheet at its top level, and those of blocks for all screens. */
function* splitRules(sheet: string): Generator<RuleText> {
  let start = 0;
  while (start < sheet.length) {
    const open = sheet.indexOf("{", start);
    if (open < 0) return;
    const prelude = (sheet.slice(start, open).split(";").at(-1) ?? "").trim();
    if (SCREEN.test(prelude)) {
      start = open + 1;
      continue;
    }
    const end = prelude.startsWith("@") ? endOfBlock(sheet, open) : endOf(sheet, "}", open);
    if (!prelude.startsWith("@")) yield { prelude: prelude.replace(/^\}\s*/, ""), body: sheet.slice(open + 1, end) };
    start = end + 1;
  }
}

function endOf(sheet: string, mark: string, from: number): number {
  const end = sheet.indexOf(mark, from);
  return end < 0 ? sheet.length : end;
}

/** Returns the place of the bracket that closes a block with blocks in it. */
function endOfBlock(sheet: string, open: number): number {
  let depth = 0;
  for (let place = open; place < sheet.length; place++) {
    const character = sheet.charAt(place);
    if (character === "{") depth++;
    if (character === "}" && --depth === 0) return place;
  }
  return sheet.length;
}

function rankSelector(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return 10_000 * count(/#/g) + 100 * count(/[.[]/g) + count(/(?:^|[\s>+~])[a-z]/gi);
}
