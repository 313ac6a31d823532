import { z } from "zod";
import { InvalidSettingsError, ModelUnavailableError, nearestNames, type TextClassifier } from "../../../core/index.ts";
import { defineGuard, type ListedGuard } from "../define-guard.ts";

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

/**
 * Returns the entry of the guard `classifier`, whose options name the folder of a text classifier and the labels that
 * fail.
 */
export function classifierGuard(source: ClassifierSource): ListedGuard {
  return defineGuard({
    id: "classifier",
    cost: "small-model",
    reference: {
      about: `A text classifier of your own, in ONNX. It is read from a folder on this computer, and never downloaded.

The model gets \`input_ids\` of at most 512 tokens and returns \`logits\`. A longer text is read in parts that overlap, to its end. The score
is the highest of any part: the sum of the labels that fail, or the highest of them if the model is a \`multi_label_classification\`. Types
are the labels, with \`_\` for characters other than letters, digits, hyphens and underscores. Several rules in a stage need \`types\`.

The version of a verdict names the folder and a fingerprint of the model. A model that changes while Lydian runs measures nothing.
The same int8 model may give slightly other scores on another processor.`,
      stages: "all",
      types: "the labels of your model",
      example: { folder: "./models/complaints", labels: ["complaint"] },
    },
    options: z.strictObject({
      folder: z
        .string()
        .min(1)
        .max(2_048)
        .describe(
          "Folder with `model.onnx`, `tokenizer.json` and `config.json`, in the format of Hugging Face. A relative path starts from the folder of the policy's file.",
        ),
      labels: z
        .array(z.string().min(1).max(200))
        .min(1)
        .max(100)
        .describe("Labels that fail, as `id2label` of `config.json` names them."),
    }),
    async checkOptions({ folder, labels }) {
      try {
        requireLabels(folder, labels, (await source.describe(folder)).labels);
      } catch (error) {
        if (!(error instanceof ModelUnavailableError)) throw error;
        const { hint } = error;
        throw new InvalidSettingsError(`The guard "classifier" has no model: ${error.message}`, { hint, cause: error });
      }
    },
    async load({ folder, labels }) {
      const { createLabelCheck } = await import("./create-label-check.ts");
      const model = await source.open(folder);
      requireLabels(folder, labels, model.labels);
      return createLabelCheck(model, labels);
    },
  });
}

/** Requires each label to be one of the model's. */
function requireLabels(folder: string, labels: readonly string[], known: readonly string[]): void {
  const unknown = labels.find((label) => !known.includes(label));
  if (unknown === undefined) return;
  const [near] = nearestNames(unknown, known, 1);
  throw new InvalidSettingsError(`The model in ${folder} has no label "${unknown}".`, {
    hint: near === undefined ? `Its labels are ${known.join(", ")}.` : `Did you mean "${near}"?`,
  });
}
