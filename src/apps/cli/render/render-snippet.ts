import { sanitizeText } from "../../present/index.ts";
import { readableText } from "./readable-text.ts";

const SNIPPET_CHARACTERS = 280;
/** What is shown before the first of the query's words, at most. */
const LEAD_CHARACTERS = 90;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;
/** Words of a question that say nothing of its subject. */
const FUNCTION_WORDS =
  /^(?:a|an|and|are|at|be|by|can|did|do|does|for|from|had|has|have|how|in|is|it|its|many|may|much|must|not|of|on|or|that|the|there|this|to|was|were|what|when|where|which|who|whom|whose|why|will|with)$/;

/** A longer answer may not fit where it is to be shown. */
const LONGEST_ANSWER = SNIPPET_CHARACTERS - LEAD_CHARACTERS;

interface Found {
  readonly index: number;
  readonly word: string;
  /** Which of the query's words, or of the answers, it is. */
  readonly wanted: string;
}

/** What a reader looks for in a text. */
export interface Sought {
  readonly query: string;
  /** Parts of the text that may answer the query, best first. */
  readonly answers?: readonly string[];
}

/**
 * The part of a text where the best answer stands, in one line without marks of Markdown, with the answer marked; where
 * no answer is known, where most of the query's words stand, with these marked.
 *
 * @param mark  makes a word bold, or leaves it as it is
 */
export function renderSnippet(text: string, { query, answers = [] }: Sought, mark: (word: string) => string): string {
  const line = readableText(sanitizeText(text));
  const answer = findAnswer(line, answers);
  const found = answer === undefined ? findWords(line, query) : [answer];
  const start = chooseStart(line, found);
  const end = chooseEnd(line, start);
  let shown = "";
  let from = start;
  for (const { word, index } of found) {
    if (index < start || index + word.length > end) continue;
    shown += line.slice(from, index) + mark(word);
    from = index + word.length;
  }
  return `${start > 0 ? "… " : ""}${shown}${line.slice(from, end)}${end < line.length ? " …" : ""}`;
}

/** The best answer that can be seen on the line. */
function findAnswer(line: string, answers: readonly string[]): Found | undefined {
  for (const answer of answers) {
    const word = readableText(sanitizeText(answer));
    const index = word === "" || word.length > LONGEST_ANSWER ? -1 : line.indexOf(word);
    if (index >= 0) return { index, word, wanted: word };
  }
  return undefined;
}

function findWords(line: string, query: string): readonly Found[] {
  const words = [...new Set([...query.toLowerCase().matchAll(WORD)].map(([word]) => word))];
  const telling = words.filter((word) => !FUNCTION_WORDS.test(word));
  const wanted = telling.length === 0 ? words : telling;
  return [...line.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const match = wanted.find((one) => isSame(one, word.toLowerCase()));
    return match === undefined ? [] : [{ index, word, wanted: match }];
  });
}

/** The same word, or its inflection: one begins the other, by four letters or more. */
function isSame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= 4 && Math.abs(a.length - b.length) <= 3 && a.slice(0, shorter) === b.slice(0, shorter));
}

/** Where the window with the most different words of the query begins, then with the most words; else 0. */
function chooseStart(line: string, found: readonly Found[]): number {
  if (line.length <= SNIPPET_CHARACTERS) return 0;
  let best = { start: 0, score: scoreFrom(0, found) };
  for (const { index } of found) {
    const start = sentenceStart(line, index);
    const score = scoreFrom(start, found);
    if (score > best.score) best = { start, score };
  }
  return best.start;
}

function scoreFrom(start: number, found: readonly Found[]): number {
  const inside = found.filter(({ index, word }) => index >= start && index + word.length <= start + SNIPPET_CHARACTERS);
  return new Set(inside.map(({ wanted }) => wanted)).size + inside.length / (found.length + 1);
}

/** The beginning of the sentence or row before a word; if that is too far away, of a word nearer to it. */
function sentenceStart(line: string, index: number): number {
  const from = Math.max(0, index - LEAD_CHARACTERS);
  const lead = line.slice(from, index);
  if (from === 0) return 0;
  const sentence = /[.!?;:]\s+/u.exec(lead);
  if (sentence !== null) return from + sentence.index + sentence[0].length;
  const space = lead.indexOf(" ");
  return space === -1 ? index : from + space + 1;
}

function chooseEnd(line: string, start: number): number {
  const end = start + SNIPPET_CHARACTERS;
  if (end >= line.length) return line.length;
  const space = line.lastIndexOf(" ", end);
  if (space > start) return space;
  const isInPair = /^[\udc00-\udfff]/u.test(line.charAt(end));
  return isInPair ? end - 1 : end;
}
