import {
  defined,
  type GuardSpan,
  InvalidSettingsError,
  ModelUnavailableError,
  nearestNames,
  type TextClassifier,
} from "../../../core/index.ts";
import type { CheckInput, CheckOptions, CheckResult, Guard, LazyGuard } from "../../guard.ts";

/** Models that a policy may name. */
export interface ClassifierSource {
  /**
   * Returns the labels of the model in a folder, as the policy names it. Loads no weights.
   *
   * @throws {ModelUnavailableError} if there is none
   */
  describe(folder: string): Promise<Pick<TextClassifier, "labels">>;
  /** Opens the model. Each call for the same folder returns the same one. */
  open(folder: string): Promise<TextClassifier>;
}

interface ClassifierRule {
  readonly folder: string;
  /** Labels that fail. */
  readonly labels: readonly string[];
}

const GUARD = "classifier";
const THRESHOLD = 0.5;
/** Lowest probability of a place that is shown besides the highest one of its label. */
const SHOWN_SCORE = 0.3;

/**
 * Creates the guard `classifier`, whose options name the folder of a text classifier and the labels that fail. It reads each part of
 * a long text, in each of its readings. The places are parts of the text, and their types are the labels.
 *
 * The score is the highest of any part: the sum of the labels that fail, or the highest of them if a text may have several labels.
 */
export function createClassifierRule(source: ClassifierSource): LazyGuard {
  return {
    id: GUARD,
    cost: "small-model",
    options: "required",
    async checkOptions(options) {
      const rule = await readRule(options);
      try {
        requireLabels(rule, (await source.describe(rule.folder)).labels);
      } catch (error) {
        if (!(error instanceof ModelUnavailableError)) throw error;
        const { hint } = error;
        const message = `The guard "${GUARD}" has no model: ${error.message}`;
        throw new InvalidSettingsError(message, defined({ hint, cause: error }));
      }
    },
    async load(options) {
      const rule = await readRule(options);
      const model = await source.open(rule.folder);
      requireLabels(rule, model.labels);
      return createCheck(model, rule);
    },
  };
}

async function readRule(options: CheckOptions): Promise<ClassifierRule> {
  const { classifierOptions, readOptions } = await import("../check-options.ts");
  return readOptions(GUARD, classifierOptions, options);
}

/** Requires each label to be one of the model's. */
function requireLabels(rule: ClassifierRule, labels: readonly string[]): void {
  const unknown = rule.labels.find((label) => !labels.includes(label));
  if (unknown === undefined) return;
  const [near] = nearestNames(unknown, labels, 1);
  throw new InvalidSettingsError(`The model in ${rule.folder} has no label "${unknown}".`, {
    hint: near === undefined ? `Its labels are ${labels.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

function createCheck(model: TextClassifier, { labels }: ClassifierRule): Guard {
  return {
    id: GUARD,
    version: `${model.id}-${model.fingerprint}`,
    cost: "small-model",
    threshold: THRESHOLD,
    check: (input, signal) => measure(input, { model, labels }, signal),
  };
}

interface ClassifierServices {
  readonly model: TextClassifier;
  readonly labels: readonly string[];
}

async function measure(
  { views }: CheckInput,
  { model, labels }: ClassifierServices,
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

/** Returns the places with a notable score, and the highest one of each type whatever its score, so that any threshold can be set. */
function shownPlaces(places: readonly ScoredSpan[]): readonly ScoredSpan[] {
  const best = new Map<string, ScoredSpan>();
  for (const place of places) if (place.score > (best.get(place.type)?.score ?? -1)) best.set(place.type, place);
  return places.filter((place) => place.score >= SHOWN_SCORE || best.get(place.type) === place);
}
