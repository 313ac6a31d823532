import { join } from "node:path";
import { InvalidSettingsError } from "../core/index.ts";
import { type AnsweringModelChoice, answeringModel } from "./answering-model.ts";
import { checkLayer, type SettingsLayer } from "./check-layer.ts";
import { type EmbeddingModelChoice, embeddingModel } from "./embedding-model.ts";
import { findStore, type StoreLocation, type StoreRequest } from "./find-store.ts";
import { type Environment, readEnvironment } from "./read-environment.ts";
import { readKeyFile } from "./read-key-file.ts";
import { readSettingsFile } from "./read-settings-file.ts";
import { type RerankingModelChoice, rerankingModel } from "./reranking-model.ts";
import { type Settings, type SettingsInput, settingsSchema } from "./settings-schema.ts";
import { requireTrust } from "./trusted-stores.ts";
import { userFolders } from "./user-folders.ts";
import { entailmentFolder, judgingModel, type VerifyingModels } from "./verifying-models.ts";

export interface LoadSettingsRequest extends StoreRequest {
  /** Of this call; over everything else. */
  readonly settings?: SettingsInput | undefined;
}

export interface Configuration {
  /** The folder of the user's own settings. */
  readonly userFolder: string;
  /** The folder of the models' files that the user has pulled. */
  readonly modelsFolder: string;
  readonly store: StoreLocation;
  readonly settings: Settings;
  readonly embeddingModel: EmbeddingModelChoice;
  /** The embedding provider's key, from the environment or the user's `keys.yaml`; absent if none is set. */
  readonly apiKey?: string;
  readonly rerankingModel: RerankingModelChoice;
  /** The reranking provider's. */
  readonly rerankingKey?: string;
  readonly answeringModel: AnsweringModelChoice;
  /** The language model's provider's. */
  readonly answeringKey?: string;
  /** What verifies beside the checks. */
  readonly verifyingModels: VerifyingModels;
}

/**
 * Finds the store and reads the settings: defaults < the user's file < the store's file < environment < this call.
 *
 * @throws {InvalidSettingsError} naming the setting, its bounds and where it is set
 * @throws {UntrustedStoreError} if a store that was found by walking up sets what needs trust
 */
export async function loadSettings(request: LoadSettingsRequest = {}): Promise<Configuration> {
  const { environment = process.env, workingFolder = process.cwd() } = request;
  const store = findStore(request);
  const user = userFolders(environment);
  const userFile = await readSettingsFile(join(user.config, "settings.yaml"));
  const storeFile = await readSettingsFile(join(store.folder, "settings.yaml"));
  if (storeFile !== undefined && store.foundBy === "walking-up")
    await requireTrust(storeFile, store.folder, user.config);
  const layers = [
    userFile?.layer,
    storeFile?.layer,
    readEnvironment(environment, workingFolder),
    checkLayer(request.settings, { origin: "this call", folder: workingFolder }),
  ].filter((layer) => layer !== undefined);
  const settings = mergeLayers(layers);
  // The last layer that names a model decides, and relative paths start from its own folder.
  const folderOf = (group: "embedding" | "rerank" | "answer") =>
    layers.findLast(({ values }) => values[group]?.model !== undefined)?.folder ?? "";
  const embedding = embeddingModel(settings.embedding.model, folderOf("embedding"));
  const reranking = rerankingModel(settings.rerank.model, folderOf("rerank"));
  const findKey = keyFinder(environment, join(user.config, "keys.yaml"));
  const apiKey = await findKey(embedding, settings.embedding.keyName);
  const rerankingKey = await findKey(reranking, settings.rerank.keyName);
  const answering = answeringModel(settings.answer.model, { folder: folderOf("answer"), models: user.models });
  const answeringKey = await findKey(answering, settings.answer.keyName);
  return {
    ...{
      userFolder: user.config,
      modelsFolder: user.models,
      store,
      settings,
      embeddingModel: embedding,
      rerankingModel: reranking,
      answeringModel: answering,
      verifyingModels: await chooseVerifyingModels(settings, { layers, findKey, models: user.models }),
    },
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(rerankingKey === undefined ? {} : { rerankingKey }),
    ...(answeringKey === undefined ? {} : { answeringKey }),
  };
}

async function chooseVerifyingModels(
  { verify }: Settings,
  found: { readonly layers: readonly SettingsLayer[]; readonly findKey: FindKey; readonly models: string },
): Promise<VerifyingModels> {
  const { layers, findKey, models } = found;
  const placeOf = (name: "entailment" | "judge") =>
    layers.findLast(({ values }) => values.verify?.[name] !== undefined)?.folder ?? "";
  const judge = judgingModel(verify.judge, { folder: placeOf("judge"), models });
  const judgingKey = judge && (await findKey(judge, verify.keyName));
  const entailment = entailmentFolder(verify.entailment, placeOf("entailment"));
  return {
    ...(entailment === undefined ? {} : { entailment }),
    ...(judge === undefined ? {} : { judge }),
    ...(judgingKey === undefined ? {} : { judgingKey }),
  };
}

function mergeLayers(layers: readonly SettingsLayer[]): Settings {
  const groups = [
    "chunking",
    "embedding",
    "search",
    "rerank",
    "answer",
    "verify",
    "ingest",
    "web",
    "store",
    "server",
  ] as const;
  const merged: Record<string, unknown> = Object.assign({}, ...layers.map(({ values }) => withoutUndefined(values)));
  for (const group of groups)
    merged[group] = Object.assign({}, ...layers.map(({ values }) => withoutUndefined(values[group] ?? {})));
  const settings = settingsSchema.parse(merged);
  checkOverlaps(settings.chunking);
  return settings;
}

function checkOverlaps({ byMediaType = {}, ...usual }: Settings["chunking"]): void {
  const special = Object.entries(byMediaType).map(
    ([name, sizes]) => [`chunking.byMediaType.${name}`, { ...usual, ...sizes }] as const,
  );
  for (const [path, { maxTokens, overlapTokens }] of [["chunking", usual] as const, ...special]) {
    if (overlapTokens <= maxTokens / 2) continue;
    throw new InvalidSettingsError(
      `"${path}.overlapTokens" is ${overlapTokens}, more than half of "${path}.maxTokens", which is ${maxTokens}.`,
      { hint: `Set ${path}.overlapTokens to ${Math.floor(maxTokens / 2)} or less.` },
    );
  }
}

/** A value that a caller leaves `undefined` hides nobody else's. */
function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const usualKeyNames: Readonly<Record<string, string>> = {
  openai: "OPENAI_API_KEY",
  anthropic: "ANTHROPIC_API_KEY",
  google: "GOOGLE_GENERATIVE_AI_API_KEY",
  cohere: "COHERE_API_KEY",
};

type ModelChoice = EmbeddingModelChoice | RerankingModelChoice | AnsweringModelChoice;

type FindKey = ReturnType<typeof keyFinder>;

/** A key from the environment, else from the user's file, which is read only where a key is missing. */
function keyFinder(environment: Environment, file: string) {
  return async (model: ModelChoice, keyName: string | undefined): Promise<string | undefined> => {
    if (model.kind !== "provider") return undefined;
    const name = keyName ?? usualKeyNames[model.name.split(":")[0] ?? ""];
    if (name === undefined) return undefined;
    const key = environment[name];
    return key === undefined || key === "" ? (await readKeyFile(file))?.[name] : key;
  };
}
