import type { AnswerCheck, ReplayReport, SavedAnswer, SavedAnswerSummary } from "../../core/index.ts";
import type { ReadOptions } from "../call-options.ts";

/** Who asks: what was asked with a wider scope than this one is not there. */
export interface SavedAnswerOptions extends Pick<ReadOptions, "scope" | "signal"> {}

export interface SavedAnswersOptions extends SavedAnswerOptions {
  /** Only these many, the last saved first; from 1, default 1,000. */
  readonly limit?: number;
}

export interface RemovedAnswers {
  readonly removed: readonly string[];
  readonly notFound: readonly string[];
}

export interface CheckAnswersOptions extends SavedAnswerOptions {}

export interface ReplayOptions extends SavedAnswerOptions {}

/** A page of HTML that loads nothing and runs nothing. */
export interface ProofPage {
  readonly html: string;
  /** As in `ProofFile`. */
  readonly answerHash: string;
}

export interface WriteProofOptions extends SavedAnswerOptions {
  readonly file: string;
  /** Whether the page may take the place of another file. Default false. */
  readonly replace?: boolean;
}

export interface ProofFile {
  /** Absolute. */
  readonly file: string;
  readonly sizeBytes: number;
  /** SHA-256 of the saved answer in the page, 64 hexadecimal digits. A page with another one is another proof. */
  readonly answerHash: string;
}

/** One thing that was checked of a proof; `unmeasured` where it can not be told from the page. */
export interface ProofCheck {
  readonly name: string;
  readonly status: "ok" | "problem" | "unmeasured";
  readonly message: string;
}

export interface VerifyProofOptions extends SavedAnswerOptions {
  /** Whether the documents of the store are compared, too. Default false: the page alone, and no store is opened. */
  readonly withStore?: boolean;
}

export interface ProofReport {
  /** Absolute. */
  readonly file: string;
  /** No check found a problem. */
  readonly holds: boolean;
  /** These three are absent where the page holds no saved answer. */
  readonly answerId?: string;
  readonly question?: string;
  readonly answerHash?: string;
  readonly checks: readonly ProofCheck[];
}

/**
 * What saved answers are for. An answer belongs to the scope that it was asked with: a reader who may not read all of that
 * does not see it.
 */
export interface SavedAnswerCalls {
  /** The answers that were saved, of all collections, the last first. */
  savedAnswers(options?: SavedAnswersOptions): Promise<readonly SavedAnswerSummary[]>;
  /** @throws {AnswerNotFoundError} if none has this id */
  savedAnswer(id: string, options?: SavedAnswerOptions): Promise<SavedAnswer>;
  /** Forgets saved answers; their text is erased from the store's files. */
  removeAnswers(ids: readonly string[], options?: SavedAnswerOptions): Promise<RemovedAnswers>;
  /**
   * Says of saved answers, by default of all, which sentences no longer hold: whether each quote still stands in the
   * documents as they are now, and whether the sentence still follows from what stands.
   *
   * @throws {AnswerNotFoundError} if one of the ids is not known
   */
  checkAnswers(ids?: readonly string[], options?: CheckAnswersOptions): Promise<readonly AnswerCheck[]>;
  /**
   * Asks the question of a saved answer again, of the documents of now, with the recorded settings and scope and the
   * models that are set now, and says what differs.
   *
   * @throws {AnswerNotFoundError} if none has this id
   */
  replayAnswer(id: string, options?: ReplayOptions): Promise<ReplayReport>;
  /**
   * The proof of a saved answer, as `writeProof` writes it.
   *
   * @throws {AnswerNotFoundError} if none has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   */
  proof(id: string, options?: SavedAnswerOptions): Promise<ProofPage>;
  /**
   * Writes the proof of a saved answer as one page of HTML that loads nothing and runs nothing.
   *
   * @throws {AnswerNotFoundError} if none has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   */
  writeProof(id: string, options: WriteProofOptions): Promise<ProofFile>;
  /**
   * Checks a proof by itself: hashes, quotes in their surroundings, sentences, and every byte against the page that
   * its saved answer makes; any change is found. Who made the page it can not tell.
   */
  verifyProof(file: string, options?: VerifyProofOptions): Promise<ProofReport>;
}
