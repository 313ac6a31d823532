import type { GenerationUsage, PulledModel } from "../../core/index.ts";

/** A model that comes with Lydian or is set, and what is known of it without asking it. */
export interface ModelInfo {
  /** `entailment` and `judging`: what decides on sentences that no check settles, where it is set. */
  readonly job: "embedding" | "reranking" | "answering" | "entailment" | "judging";
  /** As the settings write it. */
  readonly name: string;
  /** Whether this is the one that the settings name; a bundled one that is not may be asked for in a call. */
  readonly isSet: boolean;
  /** `built-in`: rules and small statistics within the program, without files. */
  readonly origin: "built-in" | "bundled" | "folder" | "file" | "provider";
  /** Of a model with files: their folder, or the file itself, absolute. */
  readonly path?: string;
  /** Of its files together. */
  readonly sizeBytes?: number;
  /**
   * `ready`: there are no files; `verified`: its files have the SHA-256 of the card; `unverified`: there is no card to compare with; `problem`: as
   * `message` says; `not-asked`: a provider's, which is asked by `testModel` only.
   */
  readonly status: "ready" | "verified" | "unverified" | "problem" | "not-asked";
  /** Of a provider's: whether the environment or the file of keys has one for it. */
  readonly hasKey?: boolean;
  readonly message?: string;
}

export interface PullOptions {
  /** That the file must have: 64 hexadecimal digits. */
  readonly sha256: string;
  /** What the model is called from then on; default the file's name in the address. */
  readonly as?: string;
  readonly signal?: AbortSignal;
}

export interface PullReport extends PulledModel {
  /** What a call before had fetched already. */
  readonly resumedBytes: number;
  /** It was there already, and nothing was fetched. */
  readonly wasThere: boolean;
}

/** What a language model said to one short question, and how long it took. */
export interface ModelTest {
  readonly model: string;
  readonly question: string;
  readonly said: string;
  /** Until the first part of text or of hidden thought; absent if the model said nothing. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
  /** Before that, until the model was ready to be asked; a file is read then, a service is not asked. */
  readonly openedMs: number;
  readonly usage: GenerationUsage;
  readonly reason: "stop" | "length" | "filtered" | "other";
}
