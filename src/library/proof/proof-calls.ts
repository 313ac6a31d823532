import type { AnswerCheck, SavedAnswer, SavedAnswerSummary } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { CheckAnswersOptions } from "./check-answers.ts";
import type { ProofPage } from "./make-proof.ts";
import type { ProofFile, VerifyProofOptions, WriteProofOptions } from "./proof.ts";
import type { RemoveAnswersOptions, RemovedAnswers, SavedAnswerOptions, SavedAnswersOptions } from "./saved-answers.ts";
import type { ProofReport } from "./verify-proof.ts";

/** Saved answers and proofs. */
export interface ProofCalls {
  /**
   * Lists the saved answers of all collections, latest first. Each belongs to the scope that it was asked with.
   *
   * @example
   * await lydian.ask("How long is a patient record kept?", { save: true });
   * const saved = await lydian.savedAnswers({ limit: 10 });
   * for (const { id, question } of saved) console.log(id, question); // answer_… How long is a patient record kept?
   */
  savedAnswers(options?: SavedAnswersOptions): Promise<readonly SavedAnswerSummary[]>;

  /**
   * Returns a saved answer with everything that it rests on.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   *
   * @example
   * const { id } = await lydian.ask("How long is a patient record kept?", { save: true });
   * const { answer, documents } = await lydian.savedAnswer(id);
   * console.log(answer.status); // grounded
   * console.log(documents[0]?.title); // Data protection
   */
  savedAnswer(id: string, options?: SavedAnswerOptions): Promise<SavedAnswer>;

  /**
   * Removes saved answers and erases their text from the store's files. An answer of another
   * caller than `caller` is not found.
   *
   * @example
   * const { id } = await lydian.ask("What does a lost key cost?", { save: true });
   * const { removed } = await lydian.removeAnswers([id]);
   * console.log(removed.length); // 1
   */
  removeAnswers(ids: readonly string[], options?: RemoveAnswersOptions): Promise<RemovedAnswers>;

  /**
   * Checks saved answers, by default all: whether each quote is still in the current documents, and whether each
   * sentence still follows from its quotes.
   *
   * @throws {AnswerNotFoundError} if one of the ids is unknown
   *
   * @example
   * const checks = await lydian.checkAnswers();
   * for (const { question, outcome } of checks) console.log(question, outcome); // How long is a patient record kept? holds
   */
  checkAnswers(ids?: readonly string[], options?: CheckAnswersOptions): Promise<readonly AnswerCheck[]>;

  /**
   * Makes the proof of a saved answer.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   *
   * @example
   * const { id } = await lydian.ask("How long is a patient record kept?", { save: true });
   * const { html } = await lydian.proof(id);
   * console.log(html); // <!doctype html>…
   */
  proof(id: string, options?: SavedAnswerOptions): Promise<ProofPage>;

  /**
   * Writes the proof of a saved answer: one page of HTML that loads nothing and runs nothing.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   *
   * @example
   * const { id } = await lydian.ask("How long is a patient record kept?", { save: true });
   * await lydian.writeProof(id, { file: "record.html" });
   */
  writeProof(id: string, options: WriteProofOptions): Promise<ProofFile>;

  /**
   * Checks a proof by itself: hashes, quotes in their surroundings, sentences, and every byte against the page that its
   * saved answer makes. It finds any change, but cannot tell who made the page.
   *
   * @example
   * const { holds, checks } = await lydian.verifyProof("record.html", { withStore: true });
   * console.log(holds); // true
   * for (const { name, status } of checks) console.log(name, status); // quotes ok
   */
  verifyProof(file: string, options?: VerifyProofOptions): Promise<ProofReport>;
}

export const proofCalls: CallGroup<ProofCalls> = {
  load: () => import("./index.ts"),
  names: ["savedAnswers", "savedAnswer", "removeAnswers", "checkAnswers", "proof", "writeProof", "verifyProof"],
};
