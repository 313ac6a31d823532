import type { Profile } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { StopOptions } from "../call-options.ts";

/** Profile with the place of its file. */
export interface ProfileInfo {
  readonly name: string;
  readonly origin: "store" | "user" | "bundled";
  /** Absolute. */
  readonly path: string;
  /** Whether the setting `answer.profile` names it. */
  readonly isSet: boolean;
}

/** Bundled or configured model, described without contacting a service. */
export interface ModelInfo {
  /** Job of the model. `entailment` and `judging` decide claims that the checks leave open. */
  readonly job: "embedding" | "reranking" | "answering" | "entailment" | "judging";
  /** Name as the settings write it. */
  readonly name: string;
  /** Whether this is the one that the settings name; a bundled one that is not may be asked for in a call. */
  readonly isSet: boolean;
  /** `built-in`: rules and small statistics within the program, without files. */
  readonly origin: "built-in" | "bundled" | "folder" | "file" | "provider";
  /** Absolute path of the model's folder or file. */
  readonly path?: string;
  /** Size of all files. */
  readonly sizeBytes?: number;
  /**
   * `ready` has no files. `verified` has the SHA-256 of its card, `unverified` has no card. `problem` is described by
   * `message`. `not-asked` belongs to a provider, which only `testModel` contacts.
   */
  readonly status: "ready" | "verified" | "unverified" | "problem" | "not-asked";
  /** Whether a key for the provider is known. */
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
