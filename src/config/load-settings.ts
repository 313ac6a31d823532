import { join } from "node:path";
import { defined, InvalidSettingsError } from "../core/index.ts";
import { type AnsweringModelChoice, answeringModel } from "./answering-model.ts";
import { checkLayer, type SettingsLayer } from "./check-layer.ts";
import { type EmbeddingModelChoice, embeddingModel } from "./embedding-model.ts";
import { findKeys, type KeyProblems } from "./find-keys.ts";
import { findStore, type StoreLocation, type StoreRequest } from "./find-store.ts";
import { readEnvironment } from "./read-environment.ts";
import { readSettingsFile } from "./read-settings-file.ts";
import { type RerankingModelChoice, rerankingModel } from "./reranking-model.ts";
import { type Settings, type SettingsInput, settingsSchema } from "./settings-schema.ts";
import { requireTrust } from "./trusted-stores.ts";
import { userFolders } from "./user-folders.ts";
import { entailmentFolder, judgingModel, type VerifyingModels } from "./verifying-models.ts";

export interface LoadSettingsRequest extends StoreRequest {
  /** Settings of this call, which override all others. */
  readonly settings?: SettingsInput | undefined;
}

export interface Configuration {
  /** Folder of the user's own settings. */
  readonly userFolder: string;
  /** Folder of the models that the user has pulled. */
  readonly modelsFolder: string;
  readonly store: StoreLocation;
  readonly settings: Settings;
  readonly embeddingModel: EmbeddingModelChoice;
  /** Key of the embedding provider, from the environment or the user's `keys.yaml`; absent if none is set. */
  readonly apiKey?: string;
  readonly rerankingModel: RerankingModelChoice;
  /** Key of the reranking provider. */
  readonly rerankingKey?: string;
  readonly answeringModel: AnsweringModelChoice;
  /** Key of the language model's provider. */
  readonly answeringKey?: string;
  /** Models that verify sentences besides the built-in checks. */
  readonly verifyingModels: VerifyingModels;
  /** Errors of reading needed keys from the user's `keys.yaml`. */
  readonly keyProblems: KeyProblems;
}

/**
 * Finds the store and reads the settings: defaults < the user's file < the store's file < environment < this call.
 *
 * @throws {InvalidSettingsError} naming the setting, its bounds and its origin
 * @throws {UntrustedStoreError} if a store found by walking up has settings that need trust
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

  // The last layer that names a model wins, and relative paths start from the folder of that layer.
  const folderOf = (group: "embedding" | "rerank" | "answer") =>
    layers.findLast(({ values }) => values[group]?.model !== undefined)?.folder ?? "";
  const embedding = embeddingModel(settings.embedding.model, folderOf("embedding"));
  const reranking = rerankingModel(settings.rerank.model, folderOf("rerank"));
  const answering = answeringModel(settings.answer.model, { folder: folderOf("answer"), models: user.models });
  const verifying = chooseVerifyingModels(settings, { layers, models: user.models });

  const { keys, keyProblems } = await findKeys(
    {
      embedding: { model: embedding, keyName: settings.embedding.keyName },
      reranking: { model: reranking, keyName: settings.rerank.keyName },
      answering: { model: answering, keyName: settings.answer.keyName },
      judging: { model: verifying.judge, keyName: settings.verify.keyName },
    },
    { environment, file: keyFile(user.config) },
  );

  return defined({
    userFolder: user.config,
    modelsFolder: user.models,
    store,
    settings,
    keyProblems,
    embeddingModel: embedding,
    rerankingModel: reranking,
    answeringModel: answering,
    verifyingModels: defined({ ...verifying, judgingKey: keys.judging }),
    apiKey: keys.embedding,
    rerankingKey: keys.reranking,
    answeringKey: keys.answering,
  });
}

/** Returns the path of the user's key file. */
export const keyFile = (userFolder: string): string => join(userFolder, "keys.yaml");

/** Layers of settings, which tell where a value was set, and the folder of the models that the user has pulled. */
interface VerifyingPlaces {
  readonly layers: readonly SettingsLayer[];
  readonly models: string;
}

function chooseVerifyingModels({ verify }: Settings, { layers, models }: VerifyingPlaces): VerifyingModels {
  const placeOf = (name: "entailment" | "judge") =>
    layers.findLast(({ values }) => values.verify?.[name] !== undefined)?.folder ?? "";
  const judge = judgingModel(verify.judge, { folder: placeOf("judge"), models });
  const entailment = entailmentFolder(verify.entailment, placeOf("entailment"));
  return defined({ entailment, judge });
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

/** Removes undefined values, so that they do not override those of other layers. */
function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
