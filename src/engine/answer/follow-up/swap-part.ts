import type { Span } from "../../../core/index.ts";
import { findTopics, type Topic } from "./find-topics.ts";
import { isContent, isIn, readTokens, type Token } from "./read-tokens.ts";
import { toQuestion, withoutEndMarks } from "./to-question.ts";

/**
 * Asks the same question about something else: the fragment replaces its counterpart in the question. The counterpart
 * follows the same preposition, is also a day or a number, shares a word with the fragment, or else is the first thing
 * of the question. Without a counterpart, the fragment is added at the end.
 */
export function swapPart(question: string, fragment: string): string {
  const part = inside(withoutEndMarks(fragment));
  const place = findPlace(question, part);
  if (place === undefined) return toQuestion(`${withoutEndMarks(question)} ${joined(part)}`);
  return toQuestion(`${question.slice(0, place.start)}${part}${question.slice(place.end)}`);
}

/** Returns the part as it is written within a sentence. */
export function inside(part: string): string {
  const isSmall = isIn(readTokens(part)[0], "prepositions", "determiners");
  return isSmall ? `${part.charAt(0).toLowerCase()}${part.slice(1)}` : part;
}

/** Returns the part with a preposition: a day gets "on". */
function joined(part: string): string {
  const tokens = readTokens(part);
  if (isIn(tokens[0], "prepositions")) return part;
  if (tokens.some((token) => isIn(token, "times"))) return `on ${part}`;
  return tokens.every(({ word }) => /^\d{4}$/u.test(word)) ? `in ${part}` : `for ${part}`;
}

function findPlace(question: string, part: string): Span | undefined {
  const tokens = readTokens(question);
  const partTokens = readTokens(part);
  const isPreposed = isIn(partTokens[0], "prepositions");
  const kind = kindOf(isPreposed ? partTokens.slice(1) : partTokens);
  if (isPreposed) return preposed(tokens, partTokens[0], kind);
  if (kind === "code" && isIn(partTokens[0], "determiners")) return topicWithCode(question)?.span;
  if (kind !== undefined) return tokens.find((token) => kindOf([token]) === kind)?.span;
  const shared = findTopics(question).find(({ text }) =>
    readTokens(text).some((token) => isContent(token) && partTokens.some(({ word }) => word === token.word)),
  );
  const things = findTopics(question).filter(({ found }) => found !== "which" && found !== "preposition");
  return (shared ?? things[0])?.span;
}

const isCode = (word: string) => /\p{L}/u.test(word) && /\p{N}/u.test(word);

function topicWithCode(question: string): Topic | undefined {
  return findTopics(question).find(({ text }) => readTokens(text).some(({ word }) => isCode(word)));
}

/** Returns the kind of a fragment that is a day, a number (a year included), or a code such as `F77`. */
function kindOf(tokens: readonly Pick<Token, "word">[]): "day" | "number" | "code" | undefined {
  const contents = tokens.filter(({ word }) => !["the", "a", "an"].includes(word));
  if (contents.length === 0) return undefined;
  if (isIn(contents.at(-1), "times")) return "day";
  if (contents.every(({ word }) => isCode(word))) return "code";
  return contents.every(({ word }) => /^\d+$/u.test(word)) ? "number" : undefined;
}

/** Finds the words after the same preposition, or a part of the same kind after another one. */
function preposed(
  tokens: readonly Token[],
  preposition: Token | undefined,
  kind: ReturnType<typeof kindOf>,
): Span | undefined {
  for (const [at, token] of tokens.entries()) {
    if (!isIn(token, "prepositions")) continue;
    const rest = tokens.slice(at + 1);
    const end = rest.findIndex((next, index) => (index > 0 || !isIn(next, "determiners")) && !isContent(next));
    const object = end < 0 ? rest : rest.slice(0, end);
    const last = object.at(-1);
    if (last === undefined) continue;
    const isSameKind = kind !== undefined && kindOf(object) === kind;
    if (isSameKind || (kind === undefined && token.word === preposition?.word && kindOf(object) === undefined))
      return { start: token.span.start, end: last.span.end };
  }
  return undefined;
}
