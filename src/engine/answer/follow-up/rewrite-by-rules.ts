import type { Span } from "../../../core/index.ts";
import { findNames } from "../../text/index.ts";
import type { Dependence } from "./find-dependence.ts";
import { findItems } from "./find-items.ts";
import { findTopics, type Topic } from "./find-topics.ts";
import { isContent, isIn, readTokens } from "./read-tokens.ts";
import { inside, swapPart } from "./swap-part.ts";
import { toQuestion, withoutEndMarks } from "./to-question.ts";

/** What was said last: the question as it was understood, and its answer, if there was one. */
export interface Previous {
  readonly question: string;
  readonly answer?: string;
}

type Referring = Extract<Dependence, { readonly number: "one" | "many" | "person" }>;

/**
 * The question with what it leaves to the one before it, put together from their words; undefined if nothing of it was
 * spoken of before, so that it stands alone after all.
 */
export function rewriteByRules(question: string, dependence: Dependence, previous: Previous): string | undefined {
  switch (dependence.kind) {
    case "pronoun":
      return putTopic(question, dependence.span, chooseTopic(dependence, previous));
    case "possessive":
      return putOwner(question, dependence.span, chooseTopic(dependence, previous));
    case "place": {
      const topic = chooseTopic({ number: "one" }, previous);
      const before = readTokens(question).findLast(({ span }) => span.end < dependence.span.end);
      return putTopic(question, dependence.span, topic && (isIn(before, "prepositions") ? topic : `at ${topic}`));
    }
    case "demonstrative":
      return putTopic(question, dependence.span, findNamed(dependence.noun, previous));
    case "ordinal":
      return putItem(question, dependence, previous);
    case "fragment":
      return swapPart(previous.question, question.slice(dependence.span.start, dependence.span.end));
    case "asking":
      return askOtherwise(question.slice(dependence.span.start, dependence.span.end), previous.question);
    case "open": {
      const topic = chooseTopic({ number: "one" }, previous) ?? withoutEndMarks(previous.question);
      return toQuestion(`${question.slice(dependence.span.start, dependence.span.end)}: ${topic}`);
    }
  }
}

function putTopic(question: string, { start, end }: Span, topic: string | undefined): string | undefined {
  return topic && toQuestion(`${question.slice(0, start)}${start === 0 ? topic : inside(topic)}${question.slice(end)}`);
}

/** "its price" becomes "the price of the lift". */
function putOwner(question: string, { start, end }: Span, topic: string | undefined): string | undefined {
  if (topic === undefined) return undefined;
  const behind = readTokens(question).filter((token) => token.span.start >= end);
  const stop = behind.findIndex((token, index) => !isContent(token) || (index > 0 && token.isCutOff));
  const run = stop < 0 ? behind : behind.slice(0, stop);
  // "does its battery last": the last word is the verb.
  const isSupported = isIn(readTokens(question.slice(0, start)).at(-1), "supports") && run.length > 1;
  const owned = run.at(isSupported ? -2 : -1);
  if (owned === undefined) return putTopic(question, { start, end }, topic);
  const thing = question.slice(end, owned.span.end).trim();
  return toQuestion(`${question.slice(0, start)}the ${thing} of ${inside(topic)}${question.slice(owned.span.end)}`);
}

/** In the question before, what agrees in number; a person rather in its answer, and what the question asked for, too. */
function chooseTopic({ number }: Pick<Referring, "number">, { question, answer = "" }: Previous): string | undefined {
  const topics = findTopics(question);
  const names = findNames(answer).flatMap(({ text }) => text.split(/ (?:and|&) /u));
  const news = names.find((name) => !question.includes(name));
  if (number === "person") return news ?? topics[0]?.text;
  const asksWho = /^\W*(?:and\s+|but\s+)?who(?:m|se)?\b/iu.test(question);
  if (number === "many" && asksWho && news !== undefined && !topics.some(({ isPlural }) => isPlural)) return news;
  const topic = topics.find((one) => one.isPlural === (number === "many")) ?? topics[0];
  if (topic === undefined) return news;
  return topic.found === "which"
    ? (findNamed(topic.text, { question: "", answer }) ?? withArticle(topic))
    : withArticle(topic);
}

/** "Which defibrillator" is spoken of as "the defibrillator" afterwards. */
function withArticle({ text, found, isPlural }: Topic): string {
  if (found === "determiner" || found === "name" || isPlural || /^\p{Lu}/u.test(text)) return text;
  return `the ${text}`;
}

/** What was called by this noun before, in the question or else in its answer. */
function findNamed(noun: string, { question, answer = "" }: Previous): string | undefined {
  const wanted = stem(noun);
  return [...findTopics(question), ...findTopics(answer)].find(({ text }) =>
    readTokens(text).some(({ word }) => stem(word) === wanted),
  )?.text;
}

const stem = (word: string) => word.toLowerCase().replace(/(?:es|s)$/u, "");

function putItem(
  question: string,
  { span, index }: Extract<Dependence, { readonly kind: "ordinal" }>,
  previous: Previous,
): string | undefined {
  const item = findItems(previous.answer ?? "").at(index);
  if (item === undefined) return toQuestion(`${withoutEndMarks(question)}: ${withoutEndMarks(previous.question)}`);
  const isAlone = !readTokens(question).some(
    (token) => isContent(token) && !(token.span.start >= span.start && token.span.end <= span.end),
  );
  return isAlone ? swapPart(previous.question, item) : putTopic(question, span, item);
}

/** "How much?" after "Do I have to pay for a lost key?" is one question. */
function askOtherwise(asking: string, previous: string): string {
  const tokens = readTokens(previous);
  const body = tokens.findIndex((token) => isIn(token, "auxiliaries"));
  const verb = tokens[body];
  const isAsked = isIn(tokens[0], "asking", "connectives");
  if (verb === undefined || (body > 0 && !isAsked))
    return toQuestion(`${withoutEndMarks(asking)}: ${small(withoutEndMarks(previous))}`);
  return toQuestion(`${withoutEndMarks(asking)} ${small(withoutEndMarks(previous).slice(verb.span.start))}`);
}

/** A question behind the beginning of another. */
function small(question: string): string {
  const isGrammar = isIn(readTokens(question)[0], "asking", "auxiliaries", "prepositions", "determiners");
  return isGrammar ? `${question.charAt(0).toLowerCase()}${question.slice(1)}` : question;
}
