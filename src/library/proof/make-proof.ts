import { InvalidArgumentError, type SavedAnswer } from "../../core/index.ts";
import { savedAnswerSchema } from "../../core/schemas/index.ts";
import { hashText } from "./hash-text.ts";
import { renderProof, type SavedGroundedAnswer } from "./render-proof.ts";

/** Page of HTML that loads nothing and runs nothing. */
export interface ProofPage {
  readonly html: string;
  /** SHA-256 of the saved answer in the page, as in `ProofFile`. */
  readonly answerHash: string;
}

/**
 * Makes the proof of a saved answer. It leaves out passages that the answer does not cite, because the page may go to
 * people who may not read them.
 *
 * @throws {InvalidArgumentError} for an abstention, which cites nothing
 */
export function makeProof(saved: SavedAnswer): ProofPage {
  const { answer } = saved;
  if (answer.status === "abstained")
    throw new InvalidArgumentError(`The answer ${answer.id} is an abstention, which has no proof.`, {
      hint: `\`lydian answers show ${answer.id}\` shows the nearest passages.`,
    });
  const grounded = readGroundedAnswer({ ...saved, answer: { ...answer, passages: [], trace: [] } });
  if (grounded === undefined) throw new Error(`The saved answer ${answer.id} does not have the shape of one.`);
  return { html: renderProof(grounded), answerHash: hashText(JSON.stringify(grounded)) };
}

/** Reads a grounded saved answer and puts its keys in a fixed order. Returns undefined for anything else. */
export function readGroundedAnswer(value: unknown): SavedGroundedAnswer | undefined {
  const { data } = savedAnswerSchema.safeParse(value);
  if (data === undefined || data.answer.status === "abstained") return undefined;
  return { ...data, answer: data.answer };
}
