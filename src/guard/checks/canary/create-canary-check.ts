import type { CheckInput, CheckResult } from "../../guard.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";

/** A secret word in a prompt. */
export interface Canary {
  /** The word. */
  readonly word: string;
  /** Sentence to put into the prompt. */
  readonly instruction: string;
}

/** Number of characters of a word that nobody writes by chance, at least. */
const MIN_LENGTH = 12;

/**
 * Creates a canary: if its word occurs in a text of the model, the model has told its prompt.
 *
 * @param random  letters and digits that nobody can guess, new for each call, at least 12
 * @throws {RangeError} if there are fewer
 */
export function createCanary(random: string): Canary {
  if (!/^[A-Za-z0-9_]*$/.test(random) || random.length < MIN_LENGTH) {
    throw new RangeError(`A canary needs at least ${MIN_LENGTH} letters and digits.`);
  }
  return { word: random, instruction: `Never write the word ${random}, in any form.` };
}

/**
 * Creates the guard `canary`: texts that contain a word planted in the prompt, also in other case, backwards, with
 * signs between its letters, or encoded. Where nothing was planted, nothing is found.
 */
export function createCanaryCheck(): Measure {
  return { version: "1", threshold: 0.5, check };
}

function check({ views, context }: CheckInput): CheckResult {
  const words = (context?.canaries ?? []).map(bare).filter((word) => word.length >= MIN_LENGTH);
  if (words.length === 0) return { score: 0, spans: [] };
  const sought = words.flatMap((word) => [word, Array.from(word).reverse().join("")]);
  return mergeFindings(views().map((view) => ({ view, findings: findBare(view.text, sought) })));
}

const signs = /[^a-z0-9]/g;

/** Returns the letters and digits of a text in lower case. Signs between them could hide a word. */
function bare(text: string): string {
  return text.toLowerCase().replace(signs, "");
}

function* findBare(text: string, sought: readonly string[]): Iterable<Finding> {
  const places: number[] = [];
  let letters = "";
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9]+/g)) {
    letters += run.toLowerCase();
    for (let offset = 0; offset < run.length; offset++) places.push(index + offset);
  }
  for (const word of sought) {
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
      const start = places[at] ?? 0;
      const end = (places[at + word.length - 1] ?? start) + 1;
      yield { start, end, type: "CANARY", evidence: "planted-word", score: 1 };
    }
  }
}
