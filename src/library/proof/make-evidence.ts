import { InvalidArgumentError, type SavedAnswer } from "../../core/index.ts";
import { hashText } from "./hash-text.ts";
import { type GroundedRecord, renderEvidence } from "./render-evidence.ts";
import { savedAnswerSchema } from "./saved-answer-schema.ts";

export interface Evidence {
  readonly html: string;
  /** SHA-256 of the record that the page holds, 64 hexadecimal digits. */
  readonly recordHash: string;
}

/**
 * The evidence page of a saved answer. Passages that the answerer saw and the answer does not cite stay out of it: a page
 * goes to people who may not read them.
 *
 * @throws {InvalidArgumentError} for an abstention, which cites nothing
 */
export function makeEvidence(saved: SavedAnswer): Evidence {
  const { answer } = saved;
  if (answer.status === "abstained")
    throw new InvalidArgumentError(`The answer ${answer.id} is an abstention, which has no evidence.`, {
      hint: `\`lydian answers show ${answer.id}\` shows the nearest passages.`,
    });
  const record = readEvidenceRecord({ ...saved, answer: { ...answer, passages: [], trace: [] } });
  if (record === undefined) throw new Error(`The record of ${answer.id} has not the shape of a saved answer.`);
  return { html: renderEvidence(record), recordHash: hashText(JSON.stringify(record)) };
}

/** A record with its keys in one order; undefined if it is none of a grounded answer. */
export function readEvidenceRecord(value: unknown): GroundedRecord | undefined {
  const { data } = savedAnswerSchema.safeParse(value);
  if (data === undefined || data.answer.status === "abstained") return undefined;
  return { ...data, answer: data.answer };
}
