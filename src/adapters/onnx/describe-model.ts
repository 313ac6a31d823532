import { createHash } from "node:crypto";
import { basename } from "node:path";
import { ModelUnavailableError } from "../../core/index.ts";
import { readEmbedderCard } from "./model-card.ts";
import { knownHashes, MODEL_FILE, TOKENIZER_FILE } from "./model-files.ts";

const DEFAULT_MAX_TOKENS = 512;

/** What a caller may set, over the model's card. */
export interface ModelOptions {
  /** Longest input, special tokens included; at least 8, default the card's, else 512. */
  readonly maxTokens?: number;
  /** Put before questions; default the card's, else nothing. */
  readonly queryPrefix?: string;
  /** Put before passages; default the card's, else nothing. */
  readonly documentPrefix?: string;
  /** ISO 639-1 of the languages that it reads; default the card's, else all. */
  readonly languages?: readonly string[];
  /** Default the card's; without either, the folder is refused. */
  readonly pooling?: "cls" | "mean";
}

/** A model as it will be used: its card, what the caller set over it, and the fingerprint of both. */
export interface DescribedModel {
  readonly id: string;
  /** Unknown without a card. */
  readonly dimensions: number | undefined;
  readonly maxTokens: number;
  readonly pooling: "cls" | "mean";
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly languages: readonly string[] | undefined;
  /** Of the model and its tokenizer at least, by file name. */
  readonly sha256: Readonly<Record<string, string>>;
  /** Of everything that shapes a vector; 16 hexadecimal digits. */
  readonly fingerprint: string;
}

/** @throws {ModelUnavailableError} if neither the card nor the caller names the pooling */
export async function describeModel(folder: string, options: ModelOptions): Promise<DescribedModel> {
  const card = await readEmbedderCard(folder);
  const pooling = options.pooling ?? card?.pooling;
  if (pooling === undefined) {
    throw new ModelUnavailableError(`The model folder ${folder} does not say how its tokens' vectors become one.`, {
      hint: 'Set embedding.pooling to "cls" or "mean" (the model\'s page says which), or write a model.json.',
    });
  }
  const model = {
    maxTokens: options.maxTokens ?? card?.maxTokens ?? DEFAULT_MAX_TOKENS,
    pooling,
    queryPrefix: options.queryPrefix ?? card?.queryPrefix ?? "",
    documentPrefix: options.documentPrefix ?? card?.documentPrefix ?? "",
  };
  const sha256 = await knownHashes(folder, card?.sha256);
  return {
    ...model,
    id: card?.id ?? basename(folder),
    dimensions: card?.dimensions,
    languages: options.languages ?? card?.languages,
    sha256,
    fingerprint: fingerprintOf([
      sha256[MODEL_FILE],
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
