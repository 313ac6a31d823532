import type { PulledModel } from "../../core/index.ts";

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

/** Result of downloading a model. */
export interface PullReport extends PulledModel {
  /** Number of bytes that an earlier call downloaded. */
  readonly resumedBytes: number;
  /** Whether the file existed already, so nothing was downloaded. */
  readonly wasThere: boolean;
}
