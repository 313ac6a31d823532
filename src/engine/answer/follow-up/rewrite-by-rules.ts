import type { Span } from "../../../core/index.ts";
import { findNames } from "../../text/index.ts";
import type { Dependence } from "./find-dependence.ts";
import { findItems } from "./find-items.ts";
import { findTopics, type Topic } from "./find-topics.ts";
import { isContent, isIn, readTokens } from "./read-tokens.ts";
import { inside, swapPart } from "./swap-part.ts";
import { toQuestion, withoutEndMarks } from "./to-question.ts";

/** An earlier turn: the question as it was understood, and its answer, if there was one. */
export interface Previous {
  readonly question: string;
  readonly answer?: string;
}

type Referring = Extract<Dependence, { readonly number: "one" | "many" | "person" }>;

/**
 * Completes a question with words of the previous turn. Returns undefined if the previous turn does not mention what
 * the question refers to, so it stands alone after all.
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

/** Replaces a possessive: "its price" becomes "the price of the lift". */
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

/**
 * Returns the topic of the previous question that agrees in number. For a person, or for what that question asked for,
 * it looks in the previous answer first.
 */
function chooseTopic({ number }: Pick<Referring, "number">, { question, answer = "" }: Previous): string | undefined {
  const topics = findTopics(question);
  const names = findNames(answer).flatMap(({ text }) => text.split(/ (?:and|&) /u));
  const newName = names.find((name) => !question.includes(name));
  if (number === "person") return newName ?? topics[0]?.text;
  const asksWho = /^\W*(?:and\s+|but\s+)?who(?:m|se)?\b/iu.test(question);
  if (number === "many" && asksWho && newName !== undefined && !topics.some(({ isPlural }) => isPlural)) return newName;
  const topic = topics.find((candidate) => candidate.isPlural === (number === "many")) ?? topics[0];
  if (topic === undefined) return newName;
  return topic.found === "which"
    ? (findNamed(topic.text, { question: "", answer }) ?? withArticle(topic))
    : withArticle(topic);
}

/** Adds the article with which a thing is mentioned again: "which defibrillator" becomes "the defibrillator". */
function withArticle({ text, found, isPlural }: Topic): string {
  if (found === "determiner" || found === "name" || isPlural || /^\p{Lu}/u.test(text)) return text;
  return `the ${text}`;
}

/** Finds a thing that the question or its answer mentions by this noun. */
function findNamed(noun: string, { question, answer = "" }: Previous): string | undefined {
  const nounStem = stem(noun);
  return [...findTopics(question), ...findTopics(answer)].find(({ text }) =>
    readTokens(text).some(({ word }) => stem(word) === nounStem),
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

/**
 * Joins two questions: "How much?" after "Do I have to pay for a lost key?" is "How much do I have to pay for a lost
 * key?".
 */
function askOtherwise(asking: string, previous: string): string {
  const tokens = readTokens(previous);
  const body = tokens.findIndex((token) => isIn(token, "auxiliaries"));
  const verb = tokens[body];
  const isAsked = isIn(tokens[0], "asking", "connectives");
  if (verb === undefined || (body > 0 && !isAsked))
    return toQuestion(`${withoutEndMarks(asking)}: ${lowerFirst(withoutEndMarks(previous))}`);
  return toQuestion(`${withoutEndMarks(asking)} ${lowerFirst(withoutEndMarks(previous).slice(verb.span.start))}`);
}

/** Lowers the first letter of a question that continues another. */
function lowerFirst(question: string): string {
  const isGrammar = isIn(readTokens(question)[0], "asking", "auxiliaries", "prepositions", "determiners");
  return isGrammar ? `${question.charAt(0).toLowerCase()}${question.slice(1)}` : question;
}
