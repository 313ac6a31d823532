import { isGeneralWord } from "../../../../engine/text/index.ts";
import { classGroups, foldName } from "./gazetteers.ts";

/** Properties of tokens, each a number. */
export const attributeNames = [
  "word",
  "shape",
  "case",
  "class",
  "person",
  "place",
  "thing",
  "prefix",
  "suffix2",
  "suffix3",
  "suffix4",
  "lineStart",
  "wordBefore",
] as const;
export type AttributeName = (typeof attributeNames)[number];

/** Attributes by their names, each a column of all tokens. */
export type Attributes = Readonly<Record<AttributeName, Int32Array>>;

/** Number of empty tokens before the first and after the last one. */
export const PADDING = 3;
/**
 * Shorter words are known by their letters. They are abbreviations, titles and parts of streets, more often than names.
 */
const SHORT_WORD = 3;
const MAX_DIGITS_IN_SHAPE = 7;

/**
 * Returns the attributes of tokens, with the padding:
 *
 * - `word`, and `wordBefore` past marks and numbers; rare words and numbers have their form instead
 * - `shape`, the form such as `Xx` or `dddd`, and `case`
 * - `class`, the classes in the gazetteers, and parts of them, so that a word of a rare
 *   combination is known by each of them
 * - `prefix` of three letters, and endings of two, three and four
 */
export function attributesOf(tokens: readonly string[], classes: Int32Array): Attributes {
  const column = () => new Int32Array(tokens.length + 2 * PADDING);
  const attributes: Attributes = {
    word: column(),
    shape: column(),
    case: column(),
    class: column(),
    person: column(),
    place: column(),
    thing: column(),
    prefix: column(),
    suffix2: column(),
    suffix3: column(),
    suffix4: column(),
    lineStart: column(),
    wordBefore: column(),
  };
  let wordBefore = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? "";
    const at = index + PADDING;
    setClasses(attributes, classes[index] ?? 0, at);
    attributes.wordBefore[at] = wordBefore;
    attributes.lineStart[at] = index === 0 || tokens[index - 1] === "\n" ? 1 : 2;
    if (isWord(token)) {
      setWord(attributes, token, at);
      wordBefore = attributes.word[at] ?? 0;
    } else setMark(attributes, token, at);
  }
  return attributes;
}

const isWord = (token: string): boolean => /^\p{L}/u.test(token);

function setClasses(attributes: Attributes, classes: number, at: number): void {
  attributes.class[at] = classes + 1;
  attributes.person[at] = (classes & classGroups.person) + 1;
  attributes.place[at] = (classes & classGroups.place) + 1;
  attributes.thing[at] = (classes & classGroups.thing) + 1;
}

function setWord(attributes: Attributes, token: string, at: number): void {
  const folded = foldName(token);
  const letterCase = caseOf(token);
  const size = token.length === 1 ? 1 : token.length <= SHORT_WORD ? 2 : 3;
  const shape = 16 * letterCase + size;
  const isKnown = folded.length <= SHORT_WORD || isGeneralWord(folded);
  attributes.word[at] = isKnown ? hashText(folded, 0) : shape;
  attributes.shape[at] = shape;
  attributes.case[at] = letterCase;
  attributes.prefix[at] = hashText(folded.slice(0, 3), 0);
  attributes.suffix2[at] = hashText(folded, folded.length - 2);
  attributes.suffix3[at] = hashText(folded, folded.length - 3);
  attributes.suffix4[at] = hashText(folded, folded.length - 4);
}

/** Sets the attributes of a mark, or of a number: its number of digits. */
function setMark(attributes: Attributes, token: string, at: number): void {
  const isNumber = /^\p{Nd}/u.test(token);
  const shape = isNumber ? 128 + Math.min(token.length, MAX_DIGITS_IN_SHAPE) : hashText(token, 0);
  attributes.word[at] = shape;
  attributes.shape[at] = shape;
}

/** Returns 1 for lower case, 2 for a capital first, 3 for capitals, 4 for mixed letters. */
function caseOf(word: string): number {
  const lower = word.toLowerCase();
  if (word === lower) return 1;
  if (word.slice(1) === lower.slice(1)) return 2;
  return word === word.toUpperCase() ? 3 : 4;
}

/** Hashes a text from a place on by FNV-1a. */
function hashText(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let at = Math.max(0, start); at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
