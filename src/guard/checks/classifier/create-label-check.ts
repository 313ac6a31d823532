import type { GuardSpan, TextClassifier } from "../../../core/index.ts";
import type { CheckInput, CheckResult } from "../../guard.ts";
import type { Measure } from "../define-guard.ts";

const THRESHOLD = 0.5;
/** Lowest probability of a place that is shown besides the highest one of its label. */
const SHOWN_SCORE = 0.3;

/**
 * Creates the guard `classifier`. It reads each part of a long text, in each of its readings. The places are parts of
 * the text, and their types are the labels.
 *
 * The score is the highest of any part: the sum of the labels that fail, or the highest of them if
 * a text may have several labels.
 *
 * @param labels  labels of the model that fail
 */
export function createLabelCheck(model: TextClassifier, labels: readonly string[]): Measure {
  return {
    version: `${model.id}-${model.fingerprint}`,
    threshold: THRESHOLD,
    check: (input, signal) => measure(input, model, labels, signal),
  };
}

async function measure(
  { views }: CheckInput,
  model: TextClassifier,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<CheckResult> {
  let highest = 0;
  const places = new Map<string, ScoredSpan>();
  for (const view of views()) {
    for (const { start, end, probabilities } of await model.classify(view.text, signal)) {
      const scores = labels.map((label) => probabilities[model.labels.indexOf(label)] ?? Number.NaN);
      highest = Math.max(highest, model.isMultiLabel ? highestOf(scores) : sumUpToOne(scores));
      const place = view.toOriginal({ start, end });
      for (const [index, label] of labels.entries())
        addPlace(places, { ...place, type: typeOf(label), evidence: model.id, score: scores[index] ?? 0 });
    }
  }
  return { score: highest, spans: shownPlaces([...places.values()]) };
}

type ScoredSpan = GuardSpan & { readonly score: number };

const highestOf = (scores: readonly number[]): number => scores.reduce((most, score) => Math.max(most, score), 0);

/** A sum of probabilities may exceed 1 by a rounding error. */
function sumUpToOne(scores: readonly number[]): number {
  return Math.min(
    1,
    scores.reduce((sum, score) => sum + score, 0),
  );
}

/** Types of places have letters, digits, hyphens and underscores only. */
function typeOf(label: string): string {
  return (
    label
      .replace(/[^A-Za-z0-9_-]/g, "_")
      .replace(/^[_-]+/, "")
      .slice(0, 64) || "LABEL"
  );
}

/** Adds a place. Another reading of the same part counts once, with its highest score. */
function addPlace(places: Map<string, ScoredSpan>, place: ScoredSpan): void {
  if (place.end <= place.start) return;
  const key = `${place.start} ${place.end} ${place.type}`;
  const other = places.get(key);
  if (other === undefined || other.score < place.score) places.set(key, place);
}

/**
 * Returns the places with a notable score, and the highest one of each type whatever its score, so
 * that any threshold can be set.
 */
function shownPlaces(places: readonly ScoredSpan[]): readonly ScoredSpan[] {
  const best = new Map<string, ScoredSpan>();
  for (const place of places) if (place.score > (best.get(place.type)?.score ?? -1)) best.set(place.type, place);
  return places.filter((place) => place.score >= SHOWN_SCORE || best.get(place.type) === place);
}
