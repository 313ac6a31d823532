import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { defined, ModelUnavailableError, parseJson } from "../../core/index.ts";

/** Index of each label among the model's logits. */
export interface EntailmentLabels {
  readonly entailment: number;
  readonly neutral: number;
  /** Absent if the model distinguishes only entailment from the rest. */
  readonly contradiction?: number;
}

const configuration = z.looseObject({ id2label: z.record(z.string().regex(/^\d{1,2}$/), z.string()) });

/**
 * Reads the labels of a classifier from its `config.json`, in the format of Hugging Face: entailment, neutral and
 * contradiction in any order, or entailment and its opposite.
 *
 * @throws {ModelUnavailableError} if the file cannot be read, or has other labels
 */
export async function readLabels(folder: string): Promise<EntailmentLabels> {
  const path = join(folder, "config.json");
  const result = configuration.safeParse(await readJson(path));
  const labels = result.success ? Object.entries(result.data.id2label) : [];
  const indexOf = (pattern: RegExp) => {
    const [index] = labels.find(([, label]) => pattern.test(label)) ?? [];
    return index === undefined ? undefined : Number(index);
  };

  const entailment = indexOf(/^entail/iu);
  const neutral = indexOf(/^(?:neutral|non?t?[ _-]?entail)/iu);
  const contradiction = indexOf(/^contradict/iu);
  if (entailment !== undefined && neutral !== undefined && labels.length === (contradiction === undefined ? 2 : 3))
    return defined({ entailment, neutral, contradiction });
  throw new ModelUnavailableError(`The labels in ${path} are not entailment, neutral and contradiction.`, {
    hint: "Set verify.entailment to the folder of a model for natural language inference, with its config.json.",
  });
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const value = parseJson(text);
  if (value === undefined) throw unreadable(path, undefined);
  return value;
}

function unreadable(path: string, cause: unknown): ModelUnavailableError {
  return new ModelUnavailableError(`${path}, which names the model's labels, cannot be read.`, {
    hint: "Put the model's config.json beside model.onnx.",
    cause,
  });
}
