import { readFile } from "node:fs/promises";
import { ModelUnavailableError, parseJson } from "../../../core/index.ts";
import { FEATURE_BUCKETS, readFeatures } from "./read-features.ts";

/** Classes of the model, in the order of its weights. */
export const TOXICITY_CLASSES = ["neither", "offensive", "hate"] as const;

export type ToxicityClass = (typeof TOXICITY_CLASSES)[number];

/** Probability of each class; they sum to 1. */
export type ToxicityShares = Readonly<Record<ToxicityClass, number>>;

/** A multinomial logistic regression over hashed features. */
export interface ToxicityModel {
  /** Changes with the weights. */
  readonly version: string;
  /** Lowest probability of not being `neither` that fails. */
  readonly threshold: number;
  /** Weights of each class by bucket, in units of its scale. */
  readonly weights: readonly Int8Array[];
  readonly scales: readonly number[];
  readonly intercepts: readonly number[];
}

const FILE = new URL("../../../../models/toxicity/model.json", import.meta.url);

/**
 * Reads the weights from `models/toxicity/`.
 *
 * @throws {ModelUnavailableError} if the file is missing or damaged
 */
export async function readToxicityModel(): Promise<ToxicityModel> {
  const text = await readFile(FILE, "utf8").catch((cause: unknown) => {
    throw unavailable("cannot be read", cause);
  });
  const model = toModel(parseJson(text));
  if (model === undefined) throw unavailable("is damaged");
  return model;
}

function unavailable(what: string, cause?: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`The model of the guard "toxicity" ${what}.`, {
    cause,
    hint: "Install Lydian again.",
  });
}

function toModel(content: unknown): ToxicityModel | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  if (!("version" in content && "threshold" in content && "weights" in content)) return undefined;
  if (!("scales" in content && "intercepts" in content)) return undefined;
  const { version, threshold, weights, scales, intercepts } = content;
  if (typeof version !== "string" || typeof threshold !== "number") return undefined;
  if (!isNumbers(scales) || !isNumbers(intercepts) || !Array.isArray(weights)) return undefined;
  const arrays = weights.filter((each) => typeof each === "string").map(readBytes);
  const isWhole = arrays.length === TOXICITY_CLASSES.length && arrays.every(({ length }) => length === FEATURE_BUCKETS);
  return isWhole ? { version, threshold, weights: arrays, scales, intercepts } : undefined;
}

const readBytes = (base64: string): Int8Array => new Int8Array(Buffer.from(base64, "base64"));

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === TOXICITY_CLASSES.length && value.every(Number.isFinite);
}

/** Returns the probability of each class for a text of about the length of a message. */
export function classifyText(model: ToxicityModel, text: string): ToxicityShares {
  const features = readFeatures(text);
  const [neither = 0, offensive = 0, hate = 0] = toShares(
    TOXICITY_CLASSES.map((_, index) => (model.intercepts[index] ?? 0) + sumWeights(model, index, features)),
  );
  return { neither, offensive, hate };
}

/**
 * Returns how much a word alone speaks for a class and against `neither`, in log odds of a text with `count` features.
 */
export function weighWord(model: ToxicityModel, found: ToxicityClass, word: string): number {
  const features = readFeatures(word);
  return sumWeights(model, TOXICITY_CLASSES.indexOf(found), features) - sumWeights(model, 0, features);
}

/** Sums the weights of features for a class, divided by the square root of their number. */
function sumWeights({ weights, scales }: ToxicityModel, index: number, features: readonly number[]): number {
  const ofClass = weights[index];
  let sum = 0;
  for (const feature of features) sum += ofClass?.[feature] ?? 0;
  return (sum * (scales[index] ?? 0)) / Math.sqrt(Math.max(1, features.length));
}

function toShares(scores: readonly number[]): readonly number[] {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const exponents = scores.map((score) => Math.exp(score - highest));
  const total = exponents.reduce((sum, each) => sum + each, 0);
  return exponents.map((each) => each / total);
}
