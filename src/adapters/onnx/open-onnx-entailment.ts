import { basename, join } from "node:path";
import { type Entailment, type EntailmentModel, findMax, VerificationFailedError } from "../../core/index.ts";
import { callOnce } from "./call-once.ts";
import { encodePremise } from "./encode-premise.ts";
import { completeHashes, MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { type EntailmentLabels, readLabels } from "./read-labels.ts";
import { SessionPool } from "./session-pool.ts";

const MAX_TOKENS = 512;

export interface OnnxEntailmentOptions {
  /** Folder with `model.onnx`, `tokenizer.json` and `config.json`, whose `id2label` names the labels. */
  readonly folder: string;
  /** Compiled `session-worker`. Only tests set it. */
  readonly workerEntry?: URL;
}

/**
 * Opens a folder with a model for natural language inference, which returns `logits` for a premise and a hypothesis.
 *
 * Opening is fast: the first run loads the weights. A premise that does not fit is read in windows. The window with the
 * largest share of entailment or contradiction decides.
 *
 * @throws {ModelUnavailableError} if files are missing, or the labels are not those of natural language inference
 */
export async function openOnnxEntailment({ folder, workerEntry }: OnnxEntailmentOptions): Promise<EntailmentModel> {
  await requireModelFiles(folder);
  const labels = await readLabels(folder);
  const sha256 = await completeHashes(folder);
  const modelPath = join(folder, MODEL_FILE);
  const entry = workerEntry ?? new URL("./session-worker.js", import.meta.url);
  const hashes = { [modelPath]: sha256[MODEL_FILE] ?? "" };
  const pool = new SessionPool(entry, { modelPath, threads: 1, task: { kind: "entail" }, sha256: hashes }, 1);
  const tokenizer = callOnce(() => loadTokenizer(join(folder, TOKENIZER_FILE), undefined));

  return {
    id: basename(folder),
    async judge(pair, signal) {
      signal.throwIfAborted();
      pool.warm();
      const judgements: Entailment[] = [];
      for (const window of encodePremise({ tokenizer: tokenizer(), maxTokens: MAX_TOKENS }, pair)) {
        const [logits = new Float32Array()] = await pool.run(window, { urgency: "now", signal });
        judgements.push(toShares(logits, labels));
      }
      return judgements.reduce((best, next) => (certaintyOf(next) > certaintyOf(best) ? next : best));
    },
    close: () => pool.close(),
  };
}

const certaintyOf = ({ entailment, contradiction }: Entailment) => Math.max(entailment, contradiction);

/** Returns the softmax of the model's logits by label. */
function toShares(logits: Float32Array, labels: EntailmentLabels): Entailment {
  const labelCount = Object.keys(labels).length;
  if (logits.length !== labelCount || !logits.every(Number.isFinite))
    throw new VerificationFailedError(
      `The entailment model returned ${logits.length} numbers for ${labelCount} labels.`,
      { hint: "Set verify.entailment to a model with its own config.json." },
    );

  const maximum = findMax(logits);
  const powers = [...logits].map((logit) => Math.exp(logit - maximum));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const shareAt = (place: number | undefined) => (place === undefined ? 0 : (powers[place] ?? 0) / total);
  return {
    entailment: shareAt(labels.entailment),
    neutral: shareAt(labels.neutral),
    contradiction: shareAt(labels.contradiction),
  };
}
