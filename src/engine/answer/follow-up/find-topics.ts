import type { Span } from "../../../core/index.ts";
import { isContent, isIn, readTokens, type Token } from "./read-tokens.ts";

/** Something that a question or an answer speaks of. */
export interface Topic {
  readonly span: Span;
  readonly text: string;
  readonly isPlural: boolean;
  /** `which`: the question asks which one it is. */
  readonly found: "determiner" | "auxiliary" | "which" | "preposition" | "name";
}

type Start = Pick<Topic, "found"> & {
  /** Of the run's first word of meaning, and of the topic's first word. */
  readonly from: number;
  readonly first: number;
};

/**
 * The things that an English text speaks of, in reading order and without overlap: what follows an article, an auxiliary,
 * "which", "how many" or a preposition, without the verb that ends it. Days and times are none.
 */
export function findTopics(text: string): readonly Topic[] {
  const tokens = readTokens(text);
  const topics: Topic[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const start = startAt(tokens, at);
    if (start === undefined) continue;
    const end = endOfRun(tokens, start);
    if (end === start.from) continue;
    const topic = toTopic(text, { tokens, start, end });
    if (topic !== undefined) topics.push(topic);
    at = end - 1;
  }
  return topics;
}

function startAt(tokens: readonly Token[], at: number): Start | undefined {
  const [one, next] = [tokens[at], tokens[at + 1]];
  if (one === undefined || next === undefined || next.isCutOff || !isContent(next)) return undefined;
  const inner = { from: at + 1, first: at + 1 };
  if (isIn(one, "determiners")) return { from: at + 1, first: at, found: "determiner" };
  if (isIn(one, "auxiliaries")) return { ...inner, found: "auxiliary" };
  if (["which", "what", "many", "much"].includes(one.word)) return { ...inner, found: "which" };
  if (isIn(one, "prepositions")) return { ...inner, found: "preposition" };
  return !isContent(one) && /^\p{Lu}|\p{N}/u.test(next.text) ? { ...inner, found: "name" } : undefined;
}

/** Behind the last word: words of meaning in a row, also over "of the" and "for a". */
function endOfRun(tokens: readonly Token[], { from, first, found }: Start): number {
  let end = from;
  for (let one = tokens[end]; one !== undefined && isContent(one) && (end === from || !one.isCutOff); one = tokens[end])
    end++;
  end = withoutVerb(tokens, { from, first, found, end });
  const article = isIn(tokens[end + 1], "determiners") ? 1 : 0;
  const after = tokens[end + 1 + article];
  if (!["of", "for"].includes(tokens[end]?.word ?? "") || after === undefined || !isContent(after)) return end;
  return endOfRun(tokens, { from: end + 1 + article, first: end + 1, found: "preposition" });
}

/** In "does a lost key cost", "does the party take place" and "is the pharmacy open" the last word says something of what stands before it. */
function withoutVerb(tokens: readonly Token[], { from, first, found, end }: Start & { readonly end: number }): number {
  const last = tokens[end - 1];
  if (end - from < 2 || last === undefined) return end;
  const before = found === "determiner" ? tokens[first - 1] : tokens[from - 1];
  if (isIn(before, "supports")) return last.word === "place" && end - from > 2 ? end - 2 : end - 1;
  const isPredicate = isIn(last, "predicates") || /.ed$/u.test(last.word);
  return isIn(before, "copulas") && isPredicate ? end - 1 : end;
}

function toTopic(
  text: string,
  { tokens, start, end }: { readonly tokens: readonly Token[]; readonly start: Start; readonly end: number },
): Topic | undefined {
  const own = tokens.slice(start.from, end);
  const [from, to] = [tokens[start.first], tokens[end - 1]];
  if (from === undefined || to === undefined || own.every((token) => isIn(token, "times") || /^\d+$/u.test(token.word)))
    return undefined;
  const span = { start: from.span.start, end: to.span.end };
  const head = own.findIndex(({ word }) => word === "of");
  const noun = (head > 0 ? own[head - 1] : own.findLast(({ word }) => !/\p{N}/u.test(word))) ?? to;
  const isPlural = isIn(noun, "plurals") || /[^sui]s$/u.test(noun.word);
  return { span, text: text.slice(span.start, span.end), isPlural, found: start.found };
}
