import { readFile } from "node:fs/promises";
import { type GuardSpan, ModelUnavailableError, parseJson } from "../../core/index.ts";
import type { CheckInput, CheckResult, GuardCheck } from "../guard-check.ts";
import { hashPhrase, readWords } from "./read-words.ts";

/** A list of phrases with how offensive people rate them. */
interface ProfanityList {
  readonly version: string;
  /** Number of words in the longest phrase. */
  readonly maxWords: number;
  /** Certainty from 0 to 1 by the hash of a phrase: the rating of 1 to 3, divided by 3; halved for words of ordinary texts. */
  readonly scores: ReadonlyMap<string, number>;
}

const FILE = new URL("../../../models/profanity/words.json", import.meta.url);
/** Two thirds: the ratings "strong" and "severe", 2 to 3. */
const DEFAULT_THRESHOLD = 0.66;

/**
 * Creates the guard `profanity`: English words and phrases that people rate as offensive. Only whole words count, in any reading
 * of the text. The list is read from `models/profanity/`.
 *
 * @throws {ModelUnavailableError} if the list is missing or damaged
 */
export async function createProfanityCheck(): Promise<GuardCheck> {
  const list = await readList();
  return {
    id: "profanity",
    version: list.version,
    cost: "rules",
    threshold: DEFAULT_THRESHOLD,
    check: (input) => check(input, list),
  };
}

function check({ views }: CheckInput, list: ProfanityList): CheckResult {
  const spans: GuardSpan[] = [];
  for (const view of views()) {
    for (const { start, end, score } of findPhrases(view.text, list)) {
      const span = view.toOriginal({ start, end });
      const isKnown = spans.some((other) => other.start === span.start && other.end === span.end);
      if (!isKnown && span.end > span.start) spans.push({ ...span, type: "profanity", evidence: "word-list", score });
    }
  }
  return { score: spans.reduce((most, { score = 0 }) => Math.max(most, score), 0), spans };
}

function findPhrases(text: string, { maxWords, scores }: ProfanityList) {
  const words = readWords(text);
  return words.flatMap(({ start }, index) => {
    const phrases: { readonly start: number; readonly end: number; readonly score: number }[] = [];
    const following = words.slice(index, index + maxWords);
    for (const [last, { end }] of following.entries()) {
      const score = scores.get(hashPhrase(following.slice(0, last + 1).map(({ word }) => word)));
      if (score !== undefined) phrases.push({ start, end, score });
    }
    return phrases;
  });
}

async function readList(): Promise<ProfanityList> {
  const text = await readFile(FILE, "utf8").catch((cause: unknown) => {
    throw unavailable("cannot be read", cause);
  });
  const list = toList(parseJson(text));
  if (list === undefined) throw unavailable("is damaged");
  return list;
}

function unavailable(what: string, cause?: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`The list of the guard "profanity" ${what}.`, {
    cause,
    hint: "Install Lydian again.",
  });
}

function toList(content: unknown): ProfanityList | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  if (!("version" in content && "maxWords" in content && "scores" in content)) return undefined;
  const { version, maxWords, scores } = content;
  if (typeof version !== "string" || typeof maxWords !== "number") return undefined;
  if (typeof scores !== "object" || scores === null) return undefined;
  const entries = Object.entries(scores).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return entries.length === 0 ? undefined : { version, maxWords, scores: new Map(entries) };
}
