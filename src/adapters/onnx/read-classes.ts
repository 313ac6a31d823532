import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelUnavailableError, parseJson } from "../../core/index.ts";

/** Maximum input of a model in tokens, special tokens included. A longer text is read in parts. */
const MAX_TOKENS = 512;
const MIN_TOKENS = 8;

/** Labels and limits of a text classifier. */
export interface ClassifierClasses {
  /** Labels in the order of the model's logits. */
  readonly labels: readonly string[];
  /** Whether a text may have several labels, or none. */
  readonly isMultiLabel: boolean;
  /** Maximum input in tokens, special tokens included. */
  readonly maxTokens: number;
}

const configuration = z.looseObject({
  id2label: z.record(z.string().regex(/^\d{1,4}$/), z.string().min(1)),
  problem_type: z.string().nullish(),
  max_position_embeddings: z.int().min(MIN_TOKENS).nullish(),
});

/**
 * Reads the labels of a classifier from its `config.json`, in the format of Hugging Face. A model with one label, or
 * with the `problem_type` `multi_label_classification`, has independent labels.
 *
 * @throws {ModelUnavailableError} if the file cannot be read, or does not number its labels from 0
 */
export async function readClasses(folder: string): Promise<ClassifierClasses> {
  const path = join(folder, "config.json");
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw noLabels(path, cause);
  });
  const result = configuration.safeParse(parseJson(text));
  if (!result.success) throw noLabels(path, result.error);
  const { id2label, problem_type, max_position_embeddings } = result.data;
  const labels = Object.keys(id2label).flatMap((_, index) => id2label[index] ?? []);
  const isNumbered = labels.length > 0 && labels.length === Object.keys(id2label).length;
  if (!isNumbered || new Set(labels).size < labels.length) throw noLabels(path, undefined);
  return {
    labels,
    isMultiLabel: labels.length === 1 || problem_type === "multi_label_classification",
    maxTokens: Math.min(MAX_TOKENS, max_position_embeddings ?? MAX_TOKENS),
  };
}

function noLabels(path: string, cause: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`${path} does not list the labels of a text classifier.`, {
    hint: "Put the model's config.json beside model.onnx. Its id2label must name each label once, numbered from 0.",
    cause,
  });
}
