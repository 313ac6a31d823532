import type { Profile, RerankPassage } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { ModelInfo, ProfileInfo, PullReport } from "../parts/model-info.ts";
import type { PullOptions } from "./pull-model.ts";
import type { ModelTest } from "./test-model.ts";
import type { EmbeddedTexts, EmbedTextsOptions, RerankedTexts } from "./use-models.ts";

/** Models and profiles. */
export interface ModelCalls {
  /**
   * Lists the bundled and configured models, and compares their files with their cards. Contacts no service.
   *
   * @example
   * for (const { job, status } of await lydian.models()) console.log(job, status); // embedding verified
   */
  models(options?: StopOptions): Promise<readonly ModelInfo[]>;

  /**
   * Asks the language model of `answer.model` one short question.
   *
   * @throws {InvalidSettingsError} if none is configured, or its key is missing
   * @throws {GenerationFailedError} if the service fails
   *
   * @example
   * const { model, said, totalMs } = await lydian.testModel();
   * console.log(`${model} said "${said}" after ${totalMs} ms`); // openai-compatible:small said "Hello." after … ms
   */
  testModel(options?: StopOptions): Promise<ModelTest>;

  /**
   * Downloads a language model's GGUF file into the user's folder of models, where `answer.model` names it `gguf:NAME`.
   * An interrupted download continues at the next call. Accepts `https:`, and `http:` on this machine.
   *
   * @throws {DownloadFailedError} if the server does not send the file
   * @throws {ModelUnavailableError} if the file has another hash or is not a GGUF file; it is deleted
   * @throws {FileExistsError} if another model has the name
   *
   * @example
   * const sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
   * const { name } = await lydian.pullModel("https://models.example/small.gguf", { sha256 });
   * console.log(name); // gguf:small
   */
  pullModel(url: string, options: PullOptions): Promise<PullReport>;

  /**
   * Embeds the caller's own texts. Stores nothing.
   *
   * @throws {InvalidArgumentError} if there is no text, a text is empty, or the model has other dimensions
   *
   * @example
   * const { vectors } = await lydian.embedTexts(["Who repairs the autoclave?"], { as: "query" });
   * console.log(vectors[0]?.length); // 384
   */
  embedTexts(texts: readonly string[], options?: EmbedTextsOptions): Promise<EmbeddedTexts>;

  /**
   * Ranks the caller's own texts for a question, by the configured reranker or the bundled one. Stores nothing.
   *
   * @throws {InvalidArgumentError} if the question is empty or there is no text
   *
   * @example
   * const texts = [
   *   { title: "Building", text: "The lift carries 8 people." },
   *   { title: "Equipment", text: "Steriservice Ltd repairs the autoclave." },
   * ];
   * const { ranking } = await lydian.rerankTexts("Who repairs the autoclave?", texts);
   * console.log(ranking[0]?.index); // 1
   */
  rerankTexts(question: string, texts: readonly RerankPassage[], options?: StopOptions): Promise<RerankedTexts>;

  /**
   * Lists the profiles that `answer.profile` can name, by name.
   *
   * @example
   * for (const { name, origin } of await lydian.profiles()) console.log(name, origin); // brief bundled
   */
  profiles(): Promise<readonly ProfileInfo[]>;

  /**
   * Reads and checks one profile, by default the configured one.
   *
   * @throws {InvalidSettingsError} if there is none of this name, or it is not valid
   *
   * @example
   * const { name, hash } = await lydian.profile("default");
   * console.log(name, hash.length); // default 64
   */
  profile(name?: string): Promise<Profile>;
}

export const modelCalls: CallGroup<ModelCalls> = {
  load: () => import("./index.ts"),
  names: ["models", "testModel", "pullModel", "embedTexts", "rerankTexts", "profiles", "profile"],
};
