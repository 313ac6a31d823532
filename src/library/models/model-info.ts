import type { Profile } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { StopOptions } from "../call-options.ts";

/** Profile with the place of its file. */
export interface ProfileInfo {
  readonly name: string;
  readonly origin: "store" | "user" | "bundled";
  /** Absolute path of the profile's file. */
  readonly path: string;
  /** Whether the setting `answer.profile` names this profile. */
  readonly isSet: boolean;
}

/** Bundled or configured model, described without contacting a service. */
export interface ModelInfo {
  /** Job of the model. `entailment` and `judging` decide claims that the checks leave open. */
  readonly job: "embedding" | "reranking" | "answering" | "entailment" | "judging";
  /** Name of the model, as in the settings. */
  readonly name: string;
  /** Whether the settings name this model. A bundled model that they do not name can still be requested by a call. */
  readonly isSet: boolean;
  /** Origin of the model. `built-in` stands for rules and small statistics within the program, without files. */
  readonly origin: "built-in" | "bundled" | "folder" | "file" | "provider";
  /** Absolute path of the model's folder or file. */
  readonly path?: string;
  /** Total size of the model's files. */
  readonly sizeBytes?: number;
  /**
   * State of the model. `ready`: it needs no files. `verified`: its files have the SHA-256 of its card. `unverified`:
   * it has no card. `problem`: `message` describes what is wrong. `not-asked`: it belongs to a provider, which only
   * `testModel` contacts.
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
