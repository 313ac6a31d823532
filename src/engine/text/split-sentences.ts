import type { Span } from "../../core/index.ts";
import { textBlocks } from "./text-blocks.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Lower-case abbreviations that are always followed by something, so their full stop never ends a sentence. */
const openAbbreviations: ReadonlySet<string> = set(
  "adm approx apr art aug bzw ca capt cf ch cmdr col cpt dec dept dr ed eds e.g eg eq eqs esp est etw exp feb fig figs fr gen gov hon i.e ie jan jul jun lt maj mar mme mlle mr mrs ms mt nov oct op pp prof ref refs rep resp rev sec sect sen sep sept sgt sr st suppl tab usw viz vol vols vs z.b d.h u.a",
);

/** Lower-case abbreviations whose full stop ends a sentence only before a sentence opener: `at 5 p.m. The clinic`. */
const closedAbbreviations: ReadonlySet<string> = set(
  "a.m al b.a bros co corp d.c etc inc jr llc ltd m.d m.sc p.m ph.d u.k u.n u.s u.s.a",
);

/** Lower-case abbreviations whose full stop ends no sentence before a digit: `No. 5`, `p. 12`. */
const numberAbbreviations: ReadonlySet<string> = set("no nos nr nrs p para par pg chap cl line lot item");

/** Lower-case words that open a sentence more often than they follow an abbreviation inside one. */
const sentenceOpeners: ReadonlySet<string> = set(
  "a after all although an and another any as at both but by each every finally first for from furthermore he her here his here how however i if in it its many moreover most no nor not of on one only or our she since so some such that the their then there therefore these they this those though thus to under until we what when where which while who why with yet you your",
);

const closers = String.raw`(?:["'”’»)\]）」』】》]|\[\d{1,3}(?:[,–-]\d{1,3}){0,100}\]){0,1000}`;
// Marks that always end a sentence, and marks that end one only before white space and in the right context.
const terminator = new RegExp(`(?:([。！？｡．]{1,1000}|[।॥؟۔։።។៕]{1,1000})|([.!?…]{1,1000}))${closers}`, "gu");
const wordBefore = /[\p{L}\p{N}][\p{L}\p{N}.]{0,100}$/u;
const nextWord = /\s{0,1000}["'“‘«([]{0,100}([\p{L}\p{N}]{1,1000})/uy;
/** Maximum number of characters read before and after a mark. */
const CONTEXT_LENGTH = 24;

/**
 * Splits text into sentences. A blank line is a boundary, a line end inside a paragraph is not. A heading, a list
 * item's first line, a row of a Markdown table and a line of fenced code begin a sentence. A full stop ends no sentence
 * inside a number or after an abbreviation (`Dr.`, `e.g.`, `Fig. 3`, `et al.`), an initial or a list number.
 *
 * @param splits  returns whether the sentences of a paragraph are needed; if not, it stays whole. By default, all are
 * @returns       sorted spans that do not overlap, have no white space at their ends, and cover every other character
 */
export function splitSentences(text: string, splits: (paragraph: Span) => boolean = () => true): readonly Span[] {
  const sentences: Span[] = [];
  for (const { span, isWhole } of textBlocks(text)) {
    let start = span.start;
    for (const end of isWhole || !splits(span) ? [] : boundaries(text.slice(span.start, span.end))) {
      pushTrimmed(sentences, text, { start, end: span.start + end });
      start = span.start + end;
    }
    pushTrimmed(sentences, text, { start, end: span.end });
  }
  return sentences;
}

function* boundaries(block: string): Generator<number> {
  for (const match of block.matchAll(terminator)) {
    const [whole, always, mark = ""] = match;
    const [position, end] = [match.index, match.index + whole.length];
    const atSpace = /\s/.test(block.charAt(end));
    if (always !== undefined || (atSpace && endsSentence(block, position, end, mark))) yield end;
  }
}

/**
 * Tells whether a mark ends a sentence.
 *
 * @param end  place after the closing quotes and brackets that follow the mark
 */
function endsSentence(block: string, position: number, end: number, mark: string): boolean {
  nextWord.lastIndex = end;
  const next = nextWord.exec(block)?.[1];
  // A sentence may begin with something other than a word (a dash, a bullet, an emoji), but not with a comma.
  if (next === undefined) return !/^\s*[,;:)\]]/.test(block.slice(end, end + CONTEXT_LENGTH));
  if (/^\p{Ll}/u.test(next) && (mark.startsWith(".") || mark === "…" || end > position + mark.length)) return false;
  if (mark !== ".") return true;
  const before = wordBefore.exec(block.slice(Math.max(0, position - CONTEXT_LENGTH), position))?.[0] ?? "";
  return before === "" || endsAfter(before, next, isFirst(block, position, before));
}

function endsAfter(before: string, next: string, first: boolean): boolean {
  const word = before.toLowerCase();
  if (first && /^(?:\d{1,3}|[a-z])$/.test(word)) return false;
  if (openAbbreviations.has(word)) return false;
  if (numberAbbreviations.has(word) && /^\p{N}/u.test(next)) return false;
  const isInitial = /^(?:\p{Lu}\.){0,100}\p{Lu}$/u.test(before);
  return !(isInitial || closedAbbreviations.has(word)) || sentenceOpeners.has(next.toLowerCase());
}

/** Returns whether nothing is before the word but the bracket of a list item. */
function isFirst(block: string, position: number, word: string): boolean {
  return /^\s*\(?$/.test(block.slice(Math.max(0, position - word.length - CONTEXT_LENGTH), position - word.length));
}

function pushTrimmed(sentences: Span[], text: string, span: Span): void {
  const sentence = text.slice(span.start, span.end);
  const start = span.start + sentence.length - sentence.trimStart().length;
  const end = span.end - (sentence.length - sentence.trimEnd().length);
  if (end > start) sentences.push({ start, end });
}
