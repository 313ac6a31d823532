import { join } from "node:path";
import { defined, InvalidSettingsError } from "../core/index.ts";
import { type AnsweringModelChoice, answeringModel } from "./answering-model.ts";
import { checkLayer, type SettingsLayer } from "./check-layer.ts";
import { type EmbeddingModelChoice, embeddingModel } from "./embedding-model.ts";
import { findGuardPolicy, type GuardPolicyChoice } from "./find-guard-policy.ts";
import { findKeys, type KeyProblems } from "./find-keys.ts";
import { findStore, type StoreLocation, type StoreRequest } from "./find-store.ts";
import { readEnvironment } from "./read-environment.ts";
import { readSettingsFile } from "./read-settings-file.ts";
import { type RerankingModelChoice, rerankingModel } from "./reranking-model.ts";
import { type Settings, type SettingsInput, settingsSchema } from "./settings-schema.ts";
import { otherOwner } from "./trust/store-owner.ts";
import { requireTrustedGuards, requireTrustedOwner, settingsThatCount } from "./trust/trusted-stores.ts";
import { userFolders } from "./user-folders.ts";
import { entailmentFolder, judgingModel, type VerifyingModels } from "./verifying-models.ts";

export interface LoadSettingsRequest extends StoreRequest {
  /** Settings of this call, which override all others. */
  readonly settings?: SettingsInput | undefined;
}

/** Trust that a store needs, and the settings that lack it. */
export interface StoreTrust {
  /**
   * True for a store that was found by walking up or belongs to another user: only what the user has made or trusts
   * counts.
   */
  readonly isRequired: boolean;
  /** Names of the settings that do not count. */
  readonly ignoredSettings: readonly string[];
}

export interface Configuration {
  /** Folder of the user's own settings. */
  readonly userFolder: string;
  /** Folder of the models that the user has pulled. */
  readonly modelsFolder: string;
  readonly store: StoreLocation;
  readonly trust: StoreTrust;
  readonly settings: Settings;
  readonly guardPolicy: GuardPolicyChoice;
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
 * @throws {UntrustedStoreError} if a store found by walking up has settings that need trust, or another owner
 */
export async function loadSettings(request: LoadSettingsRequest = {}): Promise<Configuration> {
  const { environment = process.env, workingFolder = process.cwd() } = request;
  const store = findStore(request);
  const user = userFolders(environment);
  const userFile = await readSettingsFile(join(user.config, "settings.yaml"));
  const { layer: storeLayer, trust } = await readStoreSettings(store, user.config);

  const environmentLayer = readEnvironment(environment, workingFolder);
  const callLayer = checkLayer(request.settings, { origin: "this call", folder: workingFolder });
  const layers = [userFile?.layer, storeLayer, environmentLayer, callLayer].filter((layer) => layer !== undefined);
  const settings = mergeLayers(layers);
  const guardPolicy = await findGuardPolicy([
    { origin: "call", layer: callLayer },
    { origin: "environment", layer: environmentLayer },
    { origin: "store", layer: storeLayer, folder: store.folder },
    { origin: "user", layer: userFile?.layer, folder: user.config },
  ]);
  await requireTrust(guardPolicy, { store, trust, userFolder: user.config });

  // The last layer that names a model wins, and relative paths start from the folder of that layer.
  const folderOf = (group: "embedding" | "rerank" | "answer") =>
    layers.findLast(({ values }) => values[group]?.model !== undefined)?.folder ?? "";
  const embedding = embeddingModel(settings.embedding.model, folderOf("embedding"));
  const reranking = rerankingModel(settings.rerank.model, folderOf("rerank"));
  const answering = answeringModel(settings.answer.model, { folder: folderOf("answer"), models: user.models });
  const verifying = chooseVerifyingModels(settings, layers, user.models);

  const { keys, keyProblems } = await findKeys(
    {
      embedding: { model: embedding, keyName: settings.embedding.keyName },
      reranking: { model: reranking, keyName: settings.rerank.keyName },
      answering: { model: answering, keyName: settings.answer.keyName },
      judging: { model: verifying.judge, keyName: settings.verify.keyName },
    },
    environment,
    keyFile(user.config),
  );

  return defined({
    userFolder: user.config,
    modelsFolder: user.models,
    store,
    trust,
    settings,
    guardPolicy,
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

/** A store, and what trust it needs. */
type TrustedPlace = Pick<Configuration, "store" | "trust" | "userFolder">;

async function requireTrust(
  { origin, policy }: GuardPolicyChoice,
  { store: { folder }, trust, userFolder }: TrustedPlace,
): Promise<void> {
  if (origin !== "store" || typeof policy === "string" || !trust.isRequired) return;
  await requireTrustedGuards(policy, { folder, userFolder });
}

/** Settings of the store's file that count. */
interface StoreSettings {
  readonly layer: SettingsLayer | undefined;
  readonly trust: StoreTrust;
}

/** Reads the settings of the store's file. They count if the user named their own store, or trusts the file. */
async function readStoreSettings({ folder, foundBy }: StoreLocation, userFolder: string): Promise<StoreSettings> {
  const owner = otherOwner(folder);
  if (owner !== undefined && foundBy === "walking-up") await requireTrustedOwner(owner, { folder, userFolder });
  const isRequired = owner !== undefined || foundBy === "walking-up";

  const file = await readSettingsFile(join(folder, "settings.yaml"));
  if (file === undefined || !isRequired) return { layer: file?.layer, trust: { isRequired, ignoredSettings: [] } };
  const { layer, ignored } = await settingsThatCount(file, { folder, userFolder });
  return { layer, trust: { isRequired, ignoredSettings: ignored } };
}

/** Returns the path of the user's key file. */
export const keyFile = (userFolder: string): string => join(userFolder, "keys.yaml");

function chooseVerifyingModels(
  { verify }: Settings,
  layers: readonly SettingsLayer[],
  models: string,
): VerifyingModels {
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
    "guard",
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
