import { createHash } from "node:crypto";
import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ClassifiedPart, findMax, ModelUnavailableError, type TextClassifier } from "../../core/index.ts";
import { callOnce } from "./call-once.ts";
import { cutText } from "./cut-text.ts";
import { completeHashes, MODEL_FILE, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer, type ModelTokenizer } from "./model-tokenizer.ts";
import { type ClassifierClasses, readClasses } from "./read-classes.ts";
import { SessionPool } from "./session-pool.ts";

export interface OnnxClassifierOptions {
  /** Folder with `model.onnx`, `tokenizer.json` and `config.json`, whose `id2label` names the labels. */
  readonly folder: string;
  /** Compiled `session-worker`. Only tests set it. */
  readonly workerEntry?: URL;
}

const HINT = "Name a folder with model.onnx, tokenizer.json and config.json, such as an export of a text classifier.";

/**
 * Reads the labels of a text classifier, and checks that its files are there. Loads no weights.
 *
 * @throws {ModelUnavailableError} if there is no such folder, a file is missing, or
 *         `config.json` does not list the labels
 */
export async function describeOnnxClassifier(folder: string): Promise<ClassifierClasses> {
  if (!(await isReadable(folder))) throw new ModelUnavailableError(`There is no folder ${folder}.`, { hint: HINT });
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) {
    if (await isReadable(join(folder, name))) continue;
    throw new ModelUnavailableError(`The folder ${folder} has no readable ${name}.`, { hint: HINT });
  }
  return readClasses(folder);
}

/**
 * Opens a folder with a text classifier, which returns `logits` for a text. A text that does not
 * fit is read in overlapping parts.
 *
 * Opening hashes the files; the first run loads the weights.
 *
 * @throws {ModelUnavailableError} as `describeOnnxClassifier`
 */
export async function openOnnxClassifier({ folder, workerEntry }: OnnxClassifierOptions): Promise<TextClassifier> {
  const classes = await describeOnnxClassifier(folder);
  const sha256 = await completeHashes(folder);
  const modelPath = join(folder, MODEL_FILE);
  const entry = workerEntry ?? new URL("./session-worker.js", import.meta.url);
  const hashes = { [modelPath]: sha256[MODEL_FILE] ?? "" };
  const pool = new SessionPool(entry, { modelPath, threads: 1, task: { kind: "classify" }, sha256: hashes }, 1);
  const tokenizer = callOnce(() => loadTokenizer(join(folder, TOKENIZER_FILE), sha256[TOKENIZER_FILE]));

  return {
    id: basename(folder),
    fingerprint: fingerprintOf([sha256[MODEL_FILE], sha256[TOKENIZER_FILE], classes]),
    labels: classes.labels,
    isMultiLabel: classes.isMultiLabel,
    async classify(text, signal) {
      signal.throwIfAborted();
      pool.warm();
      const parts: ClassifiedPart[] = [];
      for (const { start, end, tokenIds } of encodeParts(text, tokenizer(), classes.maxTokens)) {
        const [logits = new Float32Array()] = await pool.run({ tokenIds }, { urgency: "now", signal });
        parts.push({ start, end, probabilities: toProbabilities(logits, classes) });
      }
      return parts;
    },
    close: () => pool.close(),
  };
}

/** Tests whether a file or folder can be read. The caller names the one that cannot. */
async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function encodeParts(text: string, tokenizer: ModelTokenizer, maxTokens: number) {
  const specialTokens = tokenizer.encode("", maxTokens).length;
  const room = Math.max(1, maxTokens - specialTokens);
  const parts = cutText(text, { maxTokens: room, count: (part) => tokenizer.ids(part).length });
  return parts.map(({ start, end }) => {
    return { start, end, tokenIds: tokenizer.encode(text.slice(start, end), maxTokens) };
  });
}

/** Returns the softmax of the logits, or the logistic function of each if the labels are independent. */
function toProbabilities(logits: Float32Array, { labels, isMultiLabel }: ClassifierClasses): readonly number[] {
  if (logits.length !== labels.length || !logits.every(Number.isFinite))
    throw new ModelUnavailableError(`The classifier returned ${logits.length} numbers for ${labels.length} labels.`, {
      hint: "Put the config.json of the model beside its model.onnx.",
    });
  if (isMultiLabel) return [...logits].map((logit) => 1 / (1 + Math.exp(-logit)));
  const maximum = findMax(logits);
  const powers = [...logits].map((logit) => Math.exp(logit - maximum));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function fingerprintOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
