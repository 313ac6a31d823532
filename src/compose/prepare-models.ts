import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  BUNDLED_MODEL,
  type Configuration,
  findProfiles,
  PROFILES_FOLDER,
  type ProfileFolder,
  readProfile,
} from "../config/index.ts";
import { defined, type Embedder, type Reranker, type TextGenerator } from "../core/index.ts";
import { type LydianParts, rememberQueries } from "../library/index.ts";
import { modelFolder, rerankerFolder } from "./model-folder.ts";
import { once } from "./once.ts";
import { readFollowUpPrompts, readPrompt, readPrompts, readSurveyPrompts } from "./read-prompts.ts";

/** Prepares models, profiles and prompts. Each is opened at first use. */
export function prepareModels(configuration: Configuration) {
  const embedder = once(async () => rememberQueries(await openEmbedder(configuration)));
  const reranker = once(() => openReranker(configuration));
  const generator = once(() => openGenerator(configuration));
  const models: LydianParts["models"] = async (signal) => {
    const { verifyModelFiles } = await import("../adapters/onnx/index.ts");
    const { listModels, listPulledModels } = await import("./list-models.ts");
    const verify = (folder: string) => {
      signal.throwIfAborted();
      return verifyModelFiles(folder);
    };
    const listed = await listModels(configuration, verify, signal);
    const pulled = await listPulledModels(configuration, signal);
    // The configured model may be a pulled one, which must not be listed twice.
    return [...listed.filter(({ path }) => !pulled.some((one) => one.path === path)), ...pulled];
  };
  const pullModel: LydianParts["pullModel"] = async (request, signal) =>
    (await import("./download-model.ts")).downloadModel(configuration, request, signal);
  return {
    parts: { embedder, reranker, generator, models, pullModel, ...prepareProfiles(configuration) },
    close: async () => {
      await (await embedder.opened())?.close();
      await (await reranker.opened())?.close();
      await (await generator.opened())?.close();
    },
  };
}

function prepareProfiles(configuration: Configuration) {
  const folders = profileFolders(configuration);
  const { profile } = configuration.settings.answer;
  return {
    prompts: once(async () => ({ templates: await readPrompts(), profile: await readProfile(folders, profile) })),
    followUpPrompts: once(readFollowUpPrompts),
    surveyPrompts: once(readSurveyPrompts),
    rephrasePrompt: once(() => readPrompt("rephrase")),
    profiles: async () => (await findProfiles(folders)).map((one) => ({ ...one, isSet: one.name === profile })),
    readProfile: (name: string) => readProfile(folders, name),
  };
}

/**
 * Lists the folders of profiles in order: the user's, the bundled one, the store's. A store may come from somebody
 * else, so its profiles cannot replace known names, and those of a store that was found count only if they are trusted.
 */
function profileFolders({ store: { folder }, trust, userFolder }: Configuration): readonly ProfileFolder[] {
  return [
    { origin: "user", path: join(userFolder, PROFILES_FOLDER) },
    { origin: "bundled", path: fileURLToPath(new URL("../../profiles", import.meta.url)) },
    {
      origin: "store",
      path: join(folder, PROFILES_FOLDER),
      trust: trust.isRequired ? { folder, userFolder } : undefined,
    },
  ];
}

/** Returns the embedding model's name as the settings write it. */
export function embedderName({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string {
  if (model.kind === "bundled") return BUNDLED_MODEL;
  return model.kind === "folder" ? model.folder : model.name;
}

/**
 * Opens the configured embedder.
 *
 * @throws {ModelUnavailableError} if its files are missing, or differ from its card
 */
async function openEmbedder(configuration: Configuration): Promise<Embedder> {
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

async function openReranker(configuration: Configuration): Promise<Reranker> {
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

async function openGenerator(configuration: Configuration): Promise<TextGenerator> {
  requireKeys(configuration, "answering");
  const { settings, answeringKey, answeringModel } = configuration;
  const { model, timeoutSeconds } = settings.answer;
  const key = answeringKey === undefined ? {} : { apiKey: answeringKey };
  return openLanguageModel(answeringModel, { model, timeoutMs: timeoutSeconds * 1_000, ...key });
}

/**
 * Opens the model of the judge.
 *
 * @throws {InvalidSettingsError} if its key is missing, or the key file cannot be read
 */
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

/**
 * Throws the problem of a key when the key is needed. So an unreadable key file does not affect calls that need no key.
 */
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
