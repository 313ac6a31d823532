import type { GenerationRequest, Profile } from "./core/index.ts";

/** A profile that can be named, and where its file is. */
export interface ProfileInfo {
  readonly name: string;
  readonly origin: "store" | "user" | "bundled";
  /** Absolute. */
  readonly path: string;
  /** Whether the setting `answer.profile` names it. */
  readonly isSet: boolean;
}

/** What a language model would be asked now. */
export interface PromptPreview {
  /** `none` where the setting `answer.model` is `extractive`. */
  readonly model: string;
  readonly profile: Pick<Profile, "name" | "hash">;
  /** Exactly as it would be sent, but for the random name of the fences, which is another each time; absent if nothing would be. */
  readonly request?: GenerationRequest;
  /** Why nothing would be sent. */
  readonly reason?: string;
  /** Of all its texts, as the model counts, or an estimate. */
  readonly inputTokens: number;
}
