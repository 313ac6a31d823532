import { readFile } from "node:fs/promises";
import { ModelUnavailableError, parseJson } from "../../../core/index.ts";

/** Weights of hashed features, and those of the named values that make log odds of their sums. */
export interface HashedModel {
  /** One weight for each bucket of hashes, in units of `scale`; their number is a power of two. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly intercept: number;
  /**
   * Log odds = offset + Σ weight × value over the named values, fitted on texts that the hashed weights were not fitted
   * on.
   */
  readonly offset: number;
  readonly named: Readonly<Record<string, number>>;
  /** Changes with the weights. */
  readonly version: string;
  /** Lowest probability that fails. */
  readonly threshold: number;
}

/**
 * Reads the weights of a guard from `models/NAME/model.json`.
 *
 * @throws {ModelUnavailableError} if the file is missing or damaged
 */
export async function readLinearModel(name: string): Promise<HashedModel> {
  const file = new URL(`../../../../models/${name}/model.json`, import.meta.url);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unavailable(name, "cannot be read", error);
  });
  const model = toModel(parseJson(text));
  if (model === undefined) throw unavailable(name, "is damaged");
  return model;
}

function unavailable(name: string, what: string, cause?: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`The file model.json of the guard "${name}" ${what}.`, {
    cause,
    hint: "Install Lydian again.",
  });
}

const numbers = ["scale", "intercept", "offset", "threshold"] as const;

function toModel(content: unknown): HashedModel | undefined {
  if (!isRecord(content) || typeof content.weights !== "string" || typeof content.version !== "string")
    return undefined;
  const [scale, intercept, offset, threshold] = numbers.map((key) => content[key]).filter(isNumber);
  if (scale === undefined || intercept === undefined || offset === undefined || threshold === undefined)
    return undefined;
  const weights = new Int8Array(Buffer.from(content.weights, "base64"));
  const isPowerOfTwo = weights.length > 0 && (weights.length & (weights.length - 1)) === 0;
  const named = content.named;
  if (!isPowerOfTwo || !isRecord(named) || !hasOnlyNumbers(named)) return undefined;
  return { weights, scale, intercept, offset, named, threshold, version: content.version };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const hasOnlyNumbers = (record: Record<string, unknown>): record is Record<string, number> =>
  Object.values(record).every(isNumber);
