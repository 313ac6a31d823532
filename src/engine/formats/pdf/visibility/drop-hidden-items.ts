import type { HiddenPart } from "../../hidden/warn-of-hidden-text.ts";
import type { PdfPage } from "../open-pdf.ts";
import type { Glyph, HiddenReason } from "./glyph.ts";
import { readLetters } from "./letters.ts";

type TextContent = Awaited<ReturnType<PdfPage["getTextContent"]>>;
/** A text that PDF.js read, with its place. */
export type TextItem = Extract<TextContent["items"][number], { str: string }>;

export interface VisibleItems {
  readonly items: readonly TextItem[];
  readonly hidden: readonly HiddenPart[];
}

/**
 * Largest distance between the start of an item and that of its first letter, in points. PDF.js computes both alike.
 */
const MAX_DISTANCE = 0.05;

/**
 * Leaves hidden letters out of the items of a page. An item can have letters of both kinds, since
 * PDF.js joins the letters of a line; it is cut then, and each part keeps its exact place. An item
 * whose letters are not found stays as it is.
 *
 * @param items   items in the order in which they are drawn
 * @param glyphs  letters in the same order
 */
export function dropHiddenItems(items: readonly TextItem[], glyphs: readonly Glyph[]): VisibleItems {
  if (glyphs.every(({ hidden }) => hidden === undefined)) return { items, hidden: [] };
  const findLetters = createLetterFinder(glyphs);
  const pieces = items.flatMap((item) => cutItem(item, findLetters(item)));
  return {
    items: pieces.filter(({ reason }) => reason === undefined).map(({ item }) => item),
    hidden: pieces.flatMap(({ item, reason }) => (reason === undefined ? [] : { reason, text: item.str })),
  };
}

/**
 * Creates a function that finds the letters of items, which are given in their order. It returns none if they differ.
 */
function createLetterFinder(glyphs: readonly Glyph[]): (item: TextItem) => readonly Glyph[] {
  let next = 0;
  return (item) => {
    const text = readLetters(item.str);
    const start = text === "" ? undefined : findStart(glyphs, item, next);
    if (start === undefined) return [];
    let found = "";
    let end = start;
    for (; end < glyphs.length && found.length < text.length; end++) found += glyphs[end]?.letters ?? "";
    if (found !== text && sortLetters(found) !== sortLetters(text)) return [];
    next = end;
    return glyphs.slice(start, end);
  };
}

/** Sorts letters, since text from right to left has another order than its drawing. */
function sortLetters(text: string): string {
  return [...text].toSorted().join("");
}

/** Finds the first letter of an item: the next one at its place, or else an earlier one. */
function findStart(glyphs: readonly Glyph[], { transform }: TextItem, next: number): number | undefined {
  const [x, y] = [Number(transform[4]), Number(transform[5])];
  const isAt = (glyph: Glyph) => Math.abs(glyph.x - x) <= MAX_DISTANCE && Math.abs(glyph.y - y) <= MAX_DISTANCE;
  for (let index = next; index < glyphs.length; index++) {
    const glyph = glyphs[index];
    if (glyph !== undefined && isAt(glyph)) return index;
  }
  const earlier = glyphs.findIndex(isAt);
  return earlier < 0 ? undefined : earlier;
}

interface Piece {
  readonly item: TextItem;
  /** Why the piece is hidden. Undefined if it is seen. */
  readonly reason: HiddenReason | undefined;
}

/**
 * Cuts an item where letters begin or stop to be hidden. One in another direction stays whole, as most of its letters
 * are.
 */
function cutItem(item: TextItem, letters: readonly Glyph[]): readonly Piece[] {
  const reasons = new Set(letters.map(({ hidden }) => hidden));
  if (reasons.size <= 1) return [{ item, reason: letters[0]?.hidden }];
  if (item.dir !== "ltr") return [{ item, reason: findMostCommon(letters) }];
  const cuts = findCuts(item.str, letters);
  return cuts.map(({ offset, letter }, index) => {
    const next = cuts[index + 1];
    const str = item.str.slice(offset, next?.offset);
    const part = toPart(item, str, letters.slice(letter, next?.letter));
    return { item: { ...part, hasEOL: next === undefined && item.hasEOL }, reason: letters[letter]?.hidden };
  });
}

interface Cut {
  /** Position in the text of the item. */
  readonly offset: number;
  /** Index of the first letter after it. */
  readonly letter: number;
}

/** Finds where letters begin or stop to be hidden, starting with the first. */
function findCuts(text: string, letters: readonly Glyph[]): readonly Cut[] {
  const owners = letters.flatMap(({ letters: own }, index) => [...own].map(() => index));
  const cuts: Cut[] = [{ offset: 0, letter: 0 }];
  let [offset, count] = [0, 0];
  for (const character of text) {
    const written = [...readLetters(character)].length;
    const owner = owners[count] ?? 0;
    if (written > 0 && letters[owner]?.hidden !== letters[cuts.at(-1)?.letter ?? 0]?.hidden)
      cuts.push({ offset, letter: owner });
    count += written;
    offset += character.length;
  }
  return cuts;
}

function findMostCommon(letters: readonly Glyph[]): HiddenReason | undefined {
  const seen = letters.filter(({ hidden }) => hidden === undefined);
  return seen.length * 2 >= letters.length ? undefined : letters.find(({ hidden }) => hidden !== undefined)?.hidden;
}

function toPart(item: TextItem, str: string, letters: readonly Glyph[]): TextItem {
  const { x, y } = letters[0] ?? { x: 0, y: 0 };
  const { endX, endY } = letters.at(-1) ?? { endX: x, endY: y };
  const transform = [...item.transform.slice(0, 4), x, y];
  return { ...item, str, transform, width: Math.hypot(endX - x, endY - y) };
}
