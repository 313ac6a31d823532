import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelUnavailableError } from "../../core/index.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");

/** What the cards of all models have. */
const common = {
  /** For people. */
  id: z.string().min(1),
  /** Longest input, special tokens included. */
  maxTokens: z.int().min(8).max(131_072),
  /** ISO 639-1 of the languages that it reads; left out where it reads many. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be a code of two letters"))
    .min(1)
    .optional(),
  licence: z.string().optional(),
  source: z.string().optional(),
  /** By file name within the folder; compared before the file is used. */
  sha256: z.record(z.string().regex(/^[^/\\]+$/, "must name a file of this folder"), sha256).default({}),
};

/** Of an embedding model; its `id` becomes the name of the embedding space. */
const embedderCardSchema = z.strictObject({
  ...common,
  dimensions: z.int().min(1).max(65_536),
  /** How the tokens' vectors become one: the first token's, or their mean. */
  pooling: z.enum(["cls", "mean"]),
  queryPrefix: z.string().default(""),
  documentPrefix: z.string().default(""),
});

/** Of a cross-encoder, which reads a question and a passage together. */
const rerankerCardSchema = z.strictObject({
  ...common,
  /** Of the question, within `maxTokens`; what is longer is cut. Left out: a quarter of `maxTokens`. */
  maxQuestionTokens: z.int().min(4).max(131_072).optional(),
  /** Passages of less relevance do not speak of the question; left out where that is not known. */
  noiseBelow: z.number().optional(),
});

/** What a folder's `model.json` says of its embedding model. */
export type EmbedderCard = Readonly<z.infer<typeof embedderCardSchema>>;

/** What a folder's `model.json` says of its cross-encoder. */
export type RerankerCard = Readonly<z.infer<typeof rerankerCardSchema>>;

/**
 * Reads `model.json` of an embedding model's folder.
 *
 * @returns undefined if the folder has none
 * @throws {ModelUnavailableError} if the card is not valid, naming the field
 */
export function readEmbedderCard(folder: string): Promise<EmbedderCard | undefined> {
  return readCard(folder, embedderCardSchema);
}

/** The same for a cross-encoder's folder. */
export function readRerankerCard(folder: string): Promise<RerankerCard | undefined> {
  return readCard(folder, rerankerCardSchema);
}

/** The hashes of any model's card, by file name; empty if the folder has none. */
export async function readCardHashes(folder: string): Promise<Readonly<Record<string, string>>> {
  return (await readCard(folder, z.looseObject({ sha256: common.sha256 })))?.sha256 ?? {};
}

async function readCard<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const path = join(folder, "model.json");
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ModelUnavailableError(
    `The model card ${path} is not valid at "${issue?.path.join(".") ?? ""}": ${issue?.message}.`,
    { hint: "See docs/reference/settings.md for the fields of a model card." },
  );
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ModelUnavailableError(`The model card ${path} can not be read.`, { cause: error });
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelUnavailableError(`The model card ${path} is not JSON.`, { cause: error });
  }
}
