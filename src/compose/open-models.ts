import { BUNDLED_MODEL, type Configuration } from "../config/index.ts";
import type { Embedder, Reranker, TextGenerator } from "../core/index.ts";
import { defined } from "../core/index.ts";
import { modelFolder, rerankerFolder } from "./model-folder.ts";

/** The embedding model as the settings name it. */
export function embedderName({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string {
  if (model.kind === "bundled") return BUNDLED_MODEL;
  return model.kind === "folder" ? model.folder : model.name;
}

/** @throws {ModelUnavailableError} if its files are missing or not those of its card */
export async function openEmbedder(configuration: Configuration): Promise<Embedder> {
  const { embeddingModel, settings, apiKey } = configuration;
  const { sessions, dimensions, languages } = settings.embedding;
  const stated = languages === undefined ? {} : { languages };
  const folder = modelFolder(configuration);
  if (folder === undefined) {
    requireKeys(configuration, "embedding");
    const { openProviderEmbedder } = await import("../adapters/language-model/index.ts");
    return openProviderEmbedder(defined({ model: embedderName({ embeddingModel }), apiKey, dimensions, ...stated }));
  }
  const { openOnnxEmbedder } = await import("../adapters/onnx/index.ts");
  return openOnnxEmbedder(defined({ folder, ...stated, sessions }));
}

export async function openReranker(configuration: Configuration): Promise<Reranker> {
  const { sessions } = configuration.settings.embedding;
  const folder = rerankerFolder(configuration);
  if (folder === undefined) {
    requireKeys(configuration, "reranking");
    const { openProviderReranker } = await import("../adapters/language-model/index.ts");
    const { settings, rerankingKey } = configuration;
    return openProviderReranker(defined({ model: settings.rerank.model, apiKey: rerankingKey }));
  }
  const { openOnnxReranker } = await import("../adapters/onnx/index.ts");
  return openOnnxReranker(sessions === undefined ? { folder } : { folder, sessions });
}

export async function openGenerator(configuration: Configuration): Promise<TextGenerator> {
  requireKeys(configuration, "answering");
  const { settings, answeringKey, answeringModel } = configuration;
  const { model, timeoutSeconds } = settings.answer;
  const key = answeringKey === undefined ? {} : { apiKey: answeringKey };
  return openLanguageModel(answeringModel, { model, timeoutMs: timeoutSeconds * 1_000, ...key });
}

/** @throws {InvalidSettingsError} for a missing key, and where the file that may have it can not be read */
export async function openJudgeModel(
  configuration: Configuration,
  choice: NonNullable<Configuration["verifyingModels"]["judge"]>,
): Promise<TextGenerator> {
  requireKeys(configuration, "judging");
  const { settings, verifyingModels } = configuration;
  const { judge: model = "", judgeSeconds } = settings.verify;
  const { judgingKey } = verifyingModels;
  const key = judgingKey === undefined ? {} : { apiKey: judgingKey };
  return openLanguageModel(choice, { model, timeoutMs: judgeSeconds * 1_000, ...key });
}

/** Only here, so that a file of keys that can not be read stops nothing that needs no key. */
function requireKeys({ keyProblems }: Configuration, use: keyof Configuration["keyProblems"]): void {
  const problem = keyProblems[use];
  if (problem !== undefined) throw problem;
}

interface LanguageModelOptions {
  readonly model: string;
  readonly timeoutMs: number;
  readonly apiKey?: string;
}

async function openLanguageModel(
  choice: Configuration["answeringModel"],
  options: LanguageModelOptions,
): Promise<TextGenerator> {
  if (choice.kind === "file") {
    const { openLlamaGenerator } = await import("../adapters/llama/index.ts");
    return openLlamaGenerator({ path: choice.path, timeoutMs: options.timeoutMs });
  }
  const { openTextGenerator } = await import("../adapters/language-model/index.ts");
  return openTextGenerator(options);
}
