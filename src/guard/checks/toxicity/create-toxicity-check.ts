import type { GuardSpan, Span } from "../../../core/index.ts";
import type { CheckInput, CheckResult, TextView } from "../../guard.ts";
import type { Measure } from "../define-guard.ts";
import { cutWindows } from "./cut-windows.ts";
import {
  classifyText,
  readToxicityModel,
  type ToxicityClass,
  type ToxicityModel,
  weighWord,
} from "./toxicity-model.ts";

/** A part of a text with the class that the model sees in it. */
export interface ToxicWindow extends Span {
  readonly type: Exclude<ToxicityClass, "neither">;
  /** Probability that the part is offensive or hateful, from 0 to 1. */
  readonly score: number;
}

const word = /[\p{L}\p{M}\p{N}]{2,40}/gu;
/** Share of the weight of the heaviest word that another word needs to be shown. */
const HEAVY = 0.5;
const MAX_WORDS = 5;
/** Lowest score of a part whose words are shown, so that policies may set a lower threshold than that of the model. */
const SHOWN_SCORE = 0.3;

/**
 * Creates the guard `toxicity`: offensive and hateful texts, English. The score is the highest
 * probability of any part of the text, in any of its readings; the places are the words that weigh most.
 * The model is read from `models/toxicity/`.
 *
 * @throws {ModelUnavailableError} if the model is missing or damaged
 */
export async function createToxicityCheck(): Promise<Measure> {
  const model = await readToxicityModel();
  return {
    version: model.version,
    threshold: model.threshold,
    check: (input) => check(input, model),
  };
}

function check({ views }: CheckInput, model: ToxicityModel): CheckResult {
  const spans: GuardSpan[] = [];
  let highest = 0;
  const read = new Set<string>();
  for (const view of views()) {
    const windows = findToxicWindows(view.text, model, read);
    highest = windows.reduce((most, { score }) => Math.max(most, score), highest);
    for (const span of windows
      .filter(({ score }) => score >= SHOWN_SCORE)
      .flatMap((each) => toSpans(view, each, model)))
      if (!spans.some((other) => other.start < span.end && other.end > span.start)) spans.push(span);
  }
  return { score: highest, spans };
}

/** Returns the places of the heaviest words of a window in the original text. */
function toSpans(view: TextView, window: ToxicWindow, model: ToxicityModel): readonly GuardSpan[] {
  const { type, score } = window;
  return heavyWords(view.text, window, model)
    .map((place) => ({ ...view.toOriginal(place), type, evidence: "linear-model", score }))
    .filter(({ start, end }) => end > start);
}

/**
 * Classifies the windows of a text.
 *
 * @param read  windows that another reading of the text had too; they are skipped, and the new ones are added
 */
export function findToxicWindows(
  text: string,
  model: ToxicityModel,
  read: Set<string> = new Set(),
): readonly ToxicWindow[] {
  return cutWindows(text).flatMap(({ start, end }) => {
    const part = text.slice(start, end);
    if (read.has(part)) return [];
    read.add(part);
    const { neither, offensive, hate } = classifyText(model, part);
    return [{ start, end, type: hate > offensive ? "hate" : "offensive", score: 1 - neither } as const];
  });
}

/** Returns the words of a window that speak most for its class; the whole window if none does. */
function heavyWords(text: string, { start, end, type }: ToxicWindow, model: ToxicityModel): readonly Span[] {
  const words = [...text.slice(start, end).matchAll(word)].map(({ 0: each, index }) => {
    const weight = weighWord(model, type, each);
    return { start: start + index, end: start + index + each.length, weight };
  });
  words.sort((left, right) => right.weight - left.weight || left.start - right.start);
  const [heaviest] = words;
  if (heaviest === undefined || heaviest.weight <= 0) return [{ start, end }];
  return words.slice(0, MAX_WORDS).filter(({ weight }) => weight >= heaviest.weight * HEAVY);
}
