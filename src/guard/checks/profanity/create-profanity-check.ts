import { readFile } from "node:fs/promises";
import { append, type GuardSpan, ModelUnavailableError, parseJson, type Span } from "../../../core/index.ts";
import type { CheckInput, CheckResult } from "../../guard.ts";
import type { Measure } from "../define-guard.ts";
import {
  type ComparedWord,
  firstHalfOf,
  hashFirstWord,
  hashNextWord,
  hashPhrase,
  readFirstHalf,
  readWords,
} from "./read-words.ts";

/** A list of phrases with how offensive people rate them. */
interface ProfanityList {
  readonly version: string;
  /** Number of words in the longest phrase. */
  readonly maxWords: number;
  /**
   * Certainty from 0 to 1 by the hash of a phrase: the rating of 1 to 3, divided by 3; halved for words of ordinary
   * texts, and raised to that of strong words for words that occur almost only in offensive messages.
   */
  readonly scores: ReadonlyMap<string, number>;
  /** First halves of these hashes. Few phrases of a text have one of them, so that few are hashed as a whole. */
  readonly firstHalves: ReadonlySet<number>;
}

const FILE = new URL("../../../../models/profanity/words.json", import.meta.url);
/** Two thirds: the ratings "strong" and "severe", 2 to 3. */
const DEFAULT_THRESHOLD = 0.66;

/**
 * Creates the guard `profanity`: English words and phrases that people rate as offensive. Only whole words count, in
 * any reading of the text. The list is read from `models/profanity/`.
 *
 * @throws {ModelUnavailableError} if the list is missing or damaged
 */
export async function createProfanityCheck(): Promise<Measure> {
  const list = await readList();
  return {
    version: list.version,
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

/** A phrase of the list in a text. */
interface RatedPhrase extends Span {
  readonly score: number;
}

function findPhrases(text: string, list: ProfanityList): readonly RatedPhrase[] {
  const words = readWords(text);
  const phrases: RatedPhrase[] = [];
  for (let first = 0; first < words.length; first++) {
    let hash = 0;
    for (let last = first; last < words.length && last - first < list.maxWords; last++) {
      const { word = "" } = words[last] ?? {};
      hash = last === first ? hashFirstWord(word) : hashNextWord(hash, word);
      if (list.firstHalves.has(firstHalfOf(hash))) append(phrases, ratePhrase(words.slice(first, last + 1), list));
    }
  }
  return phrases;
}

/** Looks up the longest listed phrase that starts with these words. */
function ratePhrase(words: readonly ComparedWord[], { scores }: ProfanityList): readonly RatedPhrase[] {
  const score = scores.get(hashPhrase(words.map(({ word }) => word)));
  return score === undefined ? [] : [{ start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0, score }];
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
  if (entries.length === 0) return undefined;
  const firstHalves = new Set(entries.map(([hash]) => readFirstHalf(hash)));
  return { version, maxWords, scores: new Map(entries), firstHalves };
}
