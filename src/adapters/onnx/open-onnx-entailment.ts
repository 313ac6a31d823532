import { basename, join } from "node:path";
import { type Entailment, type EntailmentModel, VerificationFailedError } from "../../core/index.ts";
import { encodePremise } from "./encode-premise.ts";
import { knownHashes, MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer, type ModelTokenizer } from "./model-tokenizer.ts";
import { type EntailmentLabels, readLabels } from "./read-labels.ts";
import { SessionPool } from "./session-pool.ts";

const MAX_TOKENS = 512;

export interface OnnxEntailmentOptions {
  /** With `model.onnx`, `tokenizer.json` and `config.json`, whose `id2label` names the labels. */
  readonly folder: string;
  /** The compiled `session-worker`; only tests set it. */
  readonly workerEntry?: URL;
}

/**
 * Opens a folder with a model for natural language inference, which gives `logits` for a premise and a hypothesis. Cheap:
 * the weights are loaded by the first run. A premise that does not fit is read in windows, and the one decides that is
 * surest that the hypothesis follows or is denied.
 *
 * @throws {ModelUnavailableError} if files are missing, or the labels are not those of natural language inference
 */
export async function openOnnxEntailment({ folder, workerEntry }: OnnxEntailmentOptions): Promise<EntailmentModel> {
  await requireModelFiles(folder);
  const labels = await readLabels(folder);
  const sha256 = await knownHashes(folder);
  const modelPath = join(folder, MODEL_FILE);
  const entry = workerEntry ?? new URL("./session-worker.js", import.meta.url);
  const hashes = { [modelPath]: sha256[MODEL_FILE] ?? "" };
  const pool = new SessionPool(entry, { modelPath, threads: 1, task: { kind: "entail" }, sha256: hashes }, 1);
  let tokenizer: ModelTokenizer | undefined;
  return {
    id: basename(folder),
    async judge(pair, signal) {
      signal.throwIfAborted();
      pool.warm();
      tokenizer ??= loadTokenizer(join(folder, TOKENIZER_FILE), undefined);
      const found: Entailment[] = [];
      for (const window of encodePremise({ tokenizer, maxTokens: MAX_TOKENS }, pair)) {
        const [logits = new Float32Array()] = await pool.run(window, { urgency: "now", signal });
        found.push(toShares(logits, labels));
      }
      return found.reduce((best, one) => (surenessOf(one) > surenessOf(best) ? one : best));
    },
    close: () => pool.close(),
  };
}

const surenessOf = ({ entailment, contradiction }: Entailment) => Math.max(entailment, contradiction);

/** The softmax of the model's numbers. */
function toShares(logits: Float32Array, labels: EntailmentLabels): Entailment {
  const wanted = Object.keys(labels).length;
  if (logits.length !== wanted || !logits.every(Number.isFinite))
    throw new VerificationFailedError(`The entailment model gave ${logits.length} numbers for ${wanted} labels.`, {
      hint: "Set verify.entailment to a model whose config.json is its own.",
    });
  const most = Math.max(...logits);
  const powers = [...logits].map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const shareAt = (place: number | undefined) => (place === undefined ? 0 : (powers[place] ?? 0) / total);
  return {
    entailment: shareAt(labels.entailment),
    neutral: shareAt(labels.neutral),
    contradiction: shareAt(labels.contradiction),
  };
}
