import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { defined, ModelUnavailableError } from "../../core/index.ts";

/** At which of the model's numbers each label stands. */
export interface EntailmentLabels {
  readonly entailment: number;
  readonly neutral: number;
  /** Absent of a model that only knows whether something follows. */
  readonly contradiction?: number;
}

const configuration = z.looseObject({ id2label: z.record(z.string().regex(/^\d{1,2}$/), z.string()) });

/**
 * Reads the labels of a classifier's `config.json`, as Hugging Face's libraries write it: entailment, neutral and
 * contradiction in any order, or entailment and its contrary.
 *
 * @throws {ModelUnavailableError} if there is no such file, or its labels are others
 */
export async function readLabels(folder: string): Promise<EntailmentLabels> {
  const path = join(folder, "config.json");
  const parsed = configuration.safeParse(await readJson(path));
  const labels = parsed.success ? Object.entries(parsed.data.id2label) : [];
  const placeOf = (wanted: RegExp) => {
    const [place] = labels.find(([, label]) => wanted.test(label)) ?? [];
    return place === undefined ? undefined : Number(place);
  };
  const entailment = placeOf(/^entail/iu);
  const neutral = placeOf(/^(?:neutral|non?t?[ _-]?entail)/iu);
  const contradiction = placeOf(/^contradict/iu);
  if (entailment !== undefined && neutral !== undefined && labels.length === (contradiction === undefined ? 2 : 3))
    return defined({ entailment, neutral, contradiction });
  throw new ModelUnavailableError(`The labels in ${path} are not entailment, neutral and contradiction.`, {
    hint: "Set verify.entailment to the folder of a model for natural language inference, with its config.json.",
  });
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new ModelUnavailableError(`${path} can not be read: it has the names of the model's labels.`, {
      hint: "Put the model's config.json beside model.onnx.",
      cause,
    });
  }
}
