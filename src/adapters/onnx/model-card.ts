import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { errorCodeOf, MAX_JSON_DEPTH, ModelUnavailableError, parseJson } from "../../core/index.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");

/** Fields of every model card. */
const common = {
  /** Name for people. */
  id: z.string().min(1),
  /** Maximum input in tokens, special tokens included. */
  maxTokens: z.int().min(8).max(131_072),
  /** Languages that the model reads, as ISO 639-1 codes. Absent if it reads many. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be a code of two letters"))
    .min(1)
    .optional(),
  licence: z.string().optional(),
  source: z.string().optional(),
  /** SHA-256 by file name. Each file is compared with it before use. */
  sha256: z.record(z.string().regex(/^[^/\\]+$/, "must name a file of this folder"), sha256).default({}),
};

/** Card of an embedding model. Its `id` becomes the name of the embedding space. */
const embedderCardSchema = z.strictObject({
  ...common,
  dimensions: z.int().min(1).max(65_536),
  /** Method that turns the tokens' vectors into one: the first token's vector, or their mean. */
  pooling: z.enum(["cls", "mean"]),
  queryPrefix: z.string().default(""),
  documentPrefix: z.string().default(""),
  /**
   * SHA-256 of another `model.onnx` that computes the same vectors, to the last bit. The embedding space is that of the
   * other file, so vectors of both are compared.
   */
  sameVectorsAs: sha256.optional(),
});

/** Card of a cross-encoder, which reads a question and a passage together. */
const rerankerCardSchema = z.strictObject({
  ...common,
  /** Maximum length of the question in tokens; the rest is cut. Default: a quarter of `maxTokens`. */
  maxQuestionTokens: z.int().min(4).max(131_072).optional(),
  /** Relevance below which a passage has nothing to do with the question. Absent if unknown. */
  noiseBelow: z.number().optional(),
});

/** Contents of `model.json` in the folder of an embedding model. */
export type EmbedderCard = Readonly<z.infer<typeof embedderCardSchema>>;

/** Contents of `model.json` in the folder of a cross-encoder. */
export type RerankerCard = Readonly<z.infer<typeof rerankerCardSchema>>;

/**
 * Reads `model.json` of an embedding model's folder.
 *
 * @returns undefined if the folder has none
 * @throws {ModelUnavailableError} if the card is invalid; the message names the field
 */
export function readEmbedderCard(folder: string): Promise<EmbedderCard | undefined> {
  return readCard(folder, embedderCardSchema);
}

/** Reads `model.json` of a cross-encoder's folder, like `readEmbedderCard`. */
export function readRerankerCard(folder: string): Promise<RerankerCard | undefined> {
  return readCard(folder, rerankerCardSchema);
}

/** Returns the hashes of any model's card by file name; none if the folder has no card. */
export async function readCardHashes(folder: string): Promise<Readonly<Record<string, string>>> {
  return (await readCard(folder, z.looseObject({ sha256: common.sha256 })))?.sha256 ?? {};
}

async function readCard<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const path = join(folder, "model.json");
  const text = await readIfPresent(path);
  if (text === undefined) return undefined;

  const result = schema.safeParse(parseCard(text, path));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ModelUnavailableError(
    `The model card ${path} is not valid at "${issue?.path.join(".") ?? ""}": ${issue?.message}.`,
    { hint: "See docs/reference/settings.md for the fields of a model card." },
  );
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return undefined;
    throw new ModelUnavailableError(`The model card ${path} cannot be read.`, { cause: error });
  }
}

function parseCard(text: string, path: string): unknown {
  const card = parseJson(text);
  if (card !== undefined) return card;
  throw new ModelUnavailableError(`The model card ${path} is not JSON, or nests deeper than ${MAX_JSON_DEPTH} levels.`);
}
