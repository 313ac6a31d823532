import type { Profile } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { StopOptions } from "../call-options.ts";

/** A profile that can be named, and where its file is. */
export interface ProfileInfo {
  readonly name: string;
  readonly origin: "store" | "user" | "bundled";
  /** Absolute. */
  readonly path: string;
  /** Whether the setting `answer.profile` names it. */
  readonly isSet: boolean;
}

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

/** Lists the bundled and configured models. */
export async function models({ parts }: CallContext, options: StopOptions = {}): Promise<readonly ModelInfo[]> {
  return parts.models(signalOf(options));
}

/** Lists the profiles that `answer.profile` can name. */
export async function profiles({ parts }: CallContext): Promise<readonly ProfileInfo[]> {
  return parts.profiles();
}

/** Reads one profile, by default the configured one. */
export async function profile({ parts }: CallContext, name: string = parts.settings.answer.profile): Promise<Profile> {
  return parts.readProfile(name);
}
