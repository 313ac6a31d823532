import { sanitizeText } from "../../present/index.ts";
import { readableText } from "./readable-text.ts";

const SNIPPET_CHARACTERS = 280;
/** Maximum number of characters before the first word of the query. */
const LEAD_CHARACTERS = 90;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;
/** Words of a question that say nothing about its subject. */
const FUNCTION_WORDS =
  /^(?:a|an|and|are|at|be|by|can|did|do|does|for|from|had|has|have|how|in|is|it|its|many|may|much|must|not|of|on|or|that|the|there|this|to|was|were|what|when|where|which|who|whom|whose|why|will|with)$/;

/** Maximum length of a marked answer; a longer one may not fit into the snippet. */
const MAX_ANSWER_CHARACTERS = SNIPPET_CHARACTERS - LEAD_CHARACTERS;

interface Match {
  readonly index: number;
  readonly word: string;
  /** The word of the query, or the answer, that it matches. */
  readonly target: string;
}

/** Words and answers to show in a text. */
export interface SnippetTarget {
  readonly query: string;
  /** Parts of the text that may answer the query, best first. */
  readonly answers?: readonly string[];
}

/**
 * Returns the part of a text with the best answer, as one line without marks of Markdown, and marks the answer. Without
 * a known answer, returns and marks the part with the most words of the query.
 *
 * @param mark  makes a word bold, or returns it unchanged
 */
export function renderSnippet(
  text: string,
  { query, answers = [] }: SnippetTarget,
  mark: (word: string) => string,
): string {
  const line = readableText(sanitizeText(text));
  const answer = findAnswer(line, answers);
  const matches = answer === undefined ? findWords(line, query) : [answer];
  const start = chooseStart(line, matches);
  const end = chooseEnd(line, start);
  let snippet = "";
  let from = start;
  for (const { word, index } of matches) {
    if (index < start || index + word.length > end) continue;
    snippet += line.slice(from, index) + mark(word);
    from = index + word.length;
  }
  return `${start > 0 ? "… " : ""}${snippet}${line.slice(from, end)}${end < line.length ? " …" : ""}`;
}

/** Returns the best answer that occurs on the line. */
function findAnswer(line: string, answers: readonly string[]): Match | undefined {
  for (const answer of answers) {
    const word = readableText(sanitizeText(answer));
    const index = word === "" || word.length > MAX_ANSWER_CHARACTERS ? -1 : line.indexOf(word);
    if (index >= 0) return { index, word, target: word };
  }
  return undefined;
}

function findWords(line: string, query: string): readonly Match[] {
  const words = [...new Set([...query.toLowerCase().matchAll(WORD)].map(([word]) => word))];
  const contentWords = words.filter((word) => !FUNCTION_WORDS.test(word));
  const targets = contentWords.length === 0 ? words : contentWords;
  return [...line.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const match = targets.find((target) => isSame(target, word.toLowerCase()));
    return match === undefined ? [] : [{ index, word, target: match }];
  });
}

/** Returns whether two words are the same or inflections: one begins with the other, which has four letters or more. */
function isSame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= 4 && Math.abs(a.length - b.length) <= 3 && a.slice(0, shorter) === b.slice(0, shorter));
}

/** Returns the start of the window with the most different words of the query, then with the most words; else 0. */
function chooseStart(line: string, matches: readonly Match[]): number {
  if (line.length <= SNIPPET_CHARACTERS) return 0;
  let best = { start: 0, score: scoreFrom(0, matches) };
  for (const { index } of matches) {
    const start = sentenceStart(line, index);
    const score = scoreFrom(start, matches);
    if (score > best.score) best = { start, score };
  }
  return best.start;
}

function scoreFrom(start: number, matches: readonly Match[]): number {
  const inside = matches.filter(
    ({ index, word }) => index >= start && index + word.length <= start + SNIPPET_CHARACTERS,
  );
  return new Set(inside.map(({ target }) => target)).size + inside.length / (matches.length + 1);
}

/** Returns the beginning of the sentence or row that contains a word, or of a nearer word if that is too far away. */
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
