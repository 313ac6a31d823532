import type { GenerationRequest, Profile } from "../../core/index.ts";
import type { AskOptions } from "../search/searching.ts";
import type { ModelInfo, ModelTest, PullOptions, PullReport } from "./model-reports.ts";

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

export interface PromptOptions
  extends Omit<AskOptions, "save" | "conversation" | "turns" | "continue" | "stream" | "reasoning"> {}

/** What tells of models, profiles and prompts. */
export interface ModelCalls {
  /** The bundled models and those that are set, with their files compared with their cards. Asks no service. */
  models(options?: { readonly signal?: AbortSignal }): Promise<readonly ModelInfo[]>;
  /**
   * Asks the language model of the setting `answer.model` one short question.
   *
   * @throws {InvalidSettingsError} if none is set, or its key is missing
   * @throws {GenerationFailedError} saying what the service answered
   */
  testModel(options?: { readonly signal?: AbortSignal }): Promise<ModelTest>;
  /**
   * Fetches a language model's GGUF file into the user's folder of models, where `answer.model` names it `gguf:NAME`. Stopped or
   * cut off, the next call goes on from there. Only `https:`, and `http:` of this machine.
   *
   * @throws {DownloadFailedError} if the server does not give it
   * @throws {ModelUnavailableError} if what came has another hash, or is no GGUF file: it is not kept
   * @throws {FileExistsError} if another model has the name
   */
  pullModel(url: string, options: PullOptions): Promise<PullReport>;
  /** The profiles that `answer.profile` can name, by name. */
  profiles(): Promise<readonly ProfileInfo[]>;
  /**
   * One profile, read and checked; without a name the one that is set.
   *
   * @throws {InvalidSettingsError} if there is none of this name, or if it is not valid
   */
  profile(name?: string): Promise<Profile>;
  /** What a language model would be asked now, exactly. It searches as `ask` does, and asks no language model. */
  prompt(question: string, options?: PromptOptions): Promise<PromptPreview>;
}
