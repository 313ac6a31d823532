import { createHash } from "node:crypto";
import { basename } from "node:path";
import { ModelUnavailableError } from "../../core/index.ts";
import { readEmbedderCard } from "./model-card.ts";
import { completeHashes, MODEL_FILE, TOKENIZER_FILE } from "./model-files.ts";

const DEFAULT_MAX_TOKENS = 512;

/** Settings that override the model's card. */
export interface ModelOptions {
  /** Maximum input in tokens, special tokens included, ≥ 8. Default: the card's, or else 512. */
  readonly maxTokens?: number;
  /** Text before questions. Default: the card's, or else nothing. */
  readonly queryPrefix?: string;
  /** Text before passages. Default: the card's, or else nothing. */
  readonly documentPrefix?: string;
  /** Languages that the model reads, as ISO 639-1 codes. Default: the card's, or else all. */
  readonly languages?: readonly string[];
  /** Method that turns the tokens' vectors into one. Default: the card's. Without either, the folder is rejected. */
  readonly pooling?: "cls" | "mean";
}

/** A model with its card, the overriding settings and the fingerprint of both. */
export interface DescribedModel {
  readonly id: string;
  /** Number of dimensions; undefined if the model has no card. */
  readonly dimensions: number | undefined;
  readonly maxTokens: number;
  readonly pooling: "cls" | "mean";
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly languages: readonly string[] | undefined;
  /** SHA-256 hashes by file name, at least those of the model and its tokenizer. */
  readonly sha256: Readonly<Record<string, string>>;
  /** Hash of everything that affects a vector, 16 hexadecimal digits. */
  readonly fingerprint: string;
}

/**
 * Reads a model's card and applies the settings.
 *
 * @throws {ModelUnavailableError} if neither the card nor the settings name the pooling
 */
export async function describeModel(folder: string, options: ModelOptions): Promise<DescribedModel> {
  const card = await readEmbedderCard(folder);
  const pooling = options.pooling ?? card?.pooling;
  if (pooling === undefined) {
    throw new ModelUnavailableError(`The pooling of the model in ${folder} is unknown: there is no model card.`, {
      hint: 'Set embedding.pooling to "cls" or "mean" (the model\'s page says which), or write a model.json.',
    });
  }

  const model = {
    maxTokens: options.maxTokens ?? card?.maxTokens ?? DEFAULT_MAX_TOKENS,
    pooling,
    queryPrefix: options.queryPrefix ?? card?.queryPrefix ?? "",
    documentPrefix: options.documentPrefix ?? card?.documentPrefix ?? "",
  };
  const sha256 = await completeHashes(folder, card?.sha256);

  return {
    ...model,
    id: card?.id ?? basename(folder),
    dimensions: card?.dimensions,
    languages: options.languages ?? card?.languages,
    sha256,
    fingerprint: fingerprintOf([
      card?.sameVectorsAs ?? sha256[MODEL_FILE],
      sha256[TOKENIZER_FILE],
      model.pooling,
      model.queryPrefix,
      model.documentPrefix,
      model.maxTokens,
    ]),
  };
}

function fingerprintOf(parts: readonly (string | number | undefined)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
