import type { Span } from "../../../core/index.ts";
import { isContent, isIn, readTokens, type Token } from "./read-tokens.ts";

/** A thing that a question or an answer mentions. */
export interface Topic {
  readonly span: Span;
  readonly text: string;
  readonly isPlural: boolean;
  /** Kind of word that the topic follows; `which` means that the question asks which one it is. */
  readonly found: "determiner" | "auxiliary" | "which" | "preposition" | "name";
}

type Start = Pick<Topic, "found"> & {
  /** Positions of the first word with a meaning, and of the topic's first word. */
  readonly from: number;
  readonly first: number;
};

/**
 * Finds the things that an English text mentions, in reading order and without overlap: the words after an article, an
 * auxiliary, "which", "how many" or a preposition, without the verb that ends them. Days and times do not count.
 */
export function findTopics(text: string): readonly Topic[] {
  const tokens = readTokens(text);
  const topics: Topic[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const start = startAt(tokens, at);
    if (start === undefined) continue;
    const end = endOfRun(tokens, start);
    if (end === start.from) continue;
    const topic = toTopic(text, tokens, start, end);
    if (topic !== undefined) topics.push(topic);
    at = end - 1;
  }
  return topics;
}

function startAt(tokens: readonly Token[], at: number): Start | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token === undefined || next === undefined || next.isCutOff || !isContent(next)) return undefined;
  const inner = { from: at + 1, first: at + 1 };
  if (isIn(token, "determiners")) return { from: at + 1, first: at, found: "determiner" };
  if (isIn(token, "auxiliaries")) return { ...inner, found: "auxiliary" };
  if (["which", "what", "many", "much"].includes(token.word)) return { ...inner, found: "which" };
  if (isIn(token, "prepositions")) return { ...inner, found: "preposition" };
  return !isContent(token) && /^\p{Lu}|\p{N}/u.test(next.text) ? { ...inner, found: "name" } : undefined;
}

/** Returns the position after the run of words with a meaning, which may continue over "of the" and "for a". */
function endOfRun(tokens: readonly Token[], { from, first, found }: Start): number {
  let end = from;
  const isInRun = (token: Token | undefined) =>
    token !== undefined && isContent(token) && (end === from || !token.isCutOff);
  while (isInRun(tokens[end])) end++;
  end = withoutVerb(tokens, { from, first, found, end });
  const article = isIn(tokens[end + 1], "determiners") ? 1 : 0;
  const after = tokens[end + 1 + article];
  if (!["of", "for"].includes(tokens[end]?.word ?? "") || after === undefined || !isContent(after)) return end;
  return endOfRun(tokens, { from: end + 1 + article, first: end + 1, found: "preposition" });
}

/**
 * Cuts the verb or predicate at the end, as in "does a lost key cost", "does the party take place", "is the pharmacy
 * open".
 */
function withoutVerb(tokens: readonly Token[], { from, first, found, end }: Start & { readonly end: number }): number {
  const last = tokens[end - 1];
  if (end - from < 2 || last === undefined) return end;
  const before = found === "determiner" ? tokens[first - 1] : tokens[from - 1];
  if (isIn(before, "supports")) return last.word === "place" && end - from > 2 ? end - 2 : end - 1;
  const isPredicate = isIn(last, "predicates") || /.ed$/u.test(last.word);
  return isIn(before, "copulas") && isPredicate ? end - 1 : end;
}

function toTopic(text: string, tokens: readonly Token[], start: Start, end: number): Topic | undefined {
  const run = tokens.slice(start.from, end);
  const [from, to] = [tokens[start.first], tokens[end - 1]];
  if (from === undefined || to === undefined || run.every((token) => isIn(token, "times") || /^\d+$/u.test(token.word)))
    return undefined;
  const span = { start: from.span.start, end: to.span.end };
  const head = run.findIndex(({ word }) => word === "of");
  const noun = (head > 0 ? run[head - 1] : run.findLast(({ word }) => !/\p{N}/u.test(word))) ?? to;
  const isPlural = isIn(noun, "plurals") || /[^sui]s$/u.test(noun.word);
  return { span, text: text.slice(span.start, span.end), isPlural, found: start.found };
}
