import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ModelUnavailableError, parseJson } from "../../../../core/index.ts";
import { stepsOf } from "./chain-probabilities.ts";
import { FEATURE_ROWS } from "./extract-features.ts";
import type { SequenceModel } from "./find-entities.ts";
import { createGazetteers, type GazetteerClass, gazetteerClasses } from "./gazetteers.ts";
import { labelCount, sequenceTypes } from "./labels.ts";
import { packEmissions } from "./score-labels.ts";

/** Files of a sequence model in its folder. */
export const sequenceFiles = { card: "model.json", weights: "weights.bin", gazetteers: "gazetteers.json" } as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const cardSchema = z.object({
  id: z.string(),
  types: z.array(z.string()),
  emissionScale: z.number().positive(),
  transitions: z.array(z.number()).length(labelCount * labelCount),
  sha256: z.object({ [sequenceFiles.weights]: hash, [sequenceFiles.gazetteers]: hash }),
});
const listsSchema = z.record(z.enum(gazetteerClasses), z.string());

/** A model of a folder. */
export interface OpenedSequenceModel extends SequenceModel {
  /** Changes with the weights and the gazetteers. */
  readonly version: string;
}

/**
 * Opens the sequence model of a folder: its card, its weights and its gazetteers.
 *
 * @throws {ModelUnavailableError} if a file is missing, differs from the hash in the card, or has another form
 */
export async function openSequenceModel(folder: string): Promise<OpenedSequenceModel> {
  const [cardBytes, weights, lists] = await Promise.all([
    readModelFile(folder, sequenceFiles.card),
    readModelFile(folder, sequenceFiles.weights),
    readModelFile(folder, sequenceFiles.gazetteers),
  ]);
  const card = cardSchema.safeParse(parseJson(cardBytes.toString("utf8"))).data;
  if (card === undefined || card.types.join() !== sequenceTypes.join())
    throw unusable(folder, "has no valid model.json");
  const hashes = card.sha256;
  if (hashOf(weights) !== hashes["weights.bin"] || weights.length !== FEATURE_ROWS * labelCount)
    throw unusable(folder, "has other weights than its model.json says");
  const gazetteers = listsSchema.safeParse(parseJson(lists.toString("utf8"))).data;
  if (hashOf(lists) !== hashes["gazetteers.json"] || gazetteers === undefined)
    throw unusable(folder, "has other gazetteers than its model.json says");
  const transitions = Float32Array.from(card.transitions);
  return {
    // The card has the hashes of the other files.
    version: hashOf(cardBytes).slice(0, 12),
    gazetteers: createGazetteers(gazetteers satisfies Readonly<Record<GazetteerClass, string>>),
    weights: {
      emissions: packEmissions(new Int8Array(weights.buffer, weights.byteOffset, weights.length)),
      emissionScale: card.emissionScale,
      transitions,
      steps: stepsOf(transitions),
    },
  };
}

const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function readModelFile(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    throw new ModelUnavailableError(`The file ${name} of the model in ${folder} cannot be read.`, {
      hint: "Install Lydian again; the model comes with it.",
      cause,
    });
  }
}

function unusable(folder: string, problem: string): ModelUnavailableError {
  return new ModelUnavailableError(`The model in ${folder} ${problem}.`, {
    hint: "Install Lydian again; the model comes with it.",
  });
}
