import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { systemClock, timeSortedIds } from "./adapters/system/index.ts";
import { BUNDLED_MODEL, type Configuration, findProfiles, loadSettings, readProfile } from "./config/index.ts";
import type { Embedder, Ocr, Reranker, TextGenerator } from "./core/index.ts";
import { fallbackLanguage, LydianError } from "./core/index.ts";
import { createGuard } from "./guard/index.ts";
import { createIndexReader } from "./kernel/index.ts";
import { createLydian, joinSources, type KeepingParts, type LydianParts, rememberQueries } from "./library/index.ts";
import type { Lydian, OpenOptions } from "./lydian.ts";
import { modelFolder, rerankerFolder } from "./model-folder.ts";
import { packageVersion } from "./package-version.ts";
import { profileFolders } from "./profile-folders.ts";
import { readPrompts } from "./read-prompts.ts";
import { createAnalyzer, splitSentences } from "./text/index.ts";
import { createVerifier } from "./verify/index.ts";

const MEGABYTE = 1_048_576;
/** What Lydian keeps in a store's folder, and never reads as a document of a folder around it. */
const STORE_FILES = ["store", "state"].flatMap((name) => [`${name}.db`, `${name}.db-wal`, `${name}.db-shm`]);
const OWN_FILES = [...STORE_FILES, "settings.yaml"];

/**
 * Opens Lydian on a store. Cheap: the store, the index and the model are opened by the first call that needs them, and
 * their code is loaded then too; a store that does not exist yet is made by the first `add`.
 *
 * @throws {InvalidSettingsError} naming the setting, its bounds and where it is set
 * @throws {UntrustedStoreError} if a store that was found by walking up sets what needs trust
 */
export async function openLydian(options: OpenOptions = {}): Promise<Lydian> {
  return createLydian(composeParts(await loadSettings(options)));
}

function composeParts(configuration: Configuration): LydianParts {
  const { settings } = configuration;
  const { folder: directory } = configuration.store;
  const waitMs = settings.store.waitSeconds * 1_000;
  const analyzer = createAnalyzer();
  const loading = once(() => openLoading(configuration));
  const reading = once(async () => {
    const { openSqliteStore } = await import("./adapters/sqlite/index.ts");
    const store = await openSqliteStore({ directory, waitMs, mode: "read" });
    return { store, index: createIndexReader({ store, analyzer, ...memoryBudget(settings) }) };
  });
  const writing = once(async () => {
    const { startWriterThread } = await import("./adapters/writer-thread/index.ts");
    return startWriterThread({ entry: new URL("./write-worker.js", import.meta.url), directory, waitMs });
  });
  const models = prepareModels(configuration);
  const state = prepareState(directory, waitMs);
  const hasStore = () => existsSync(join(directory, "store.db"));
  return {
    ...{ directory, settings, analyzer, splitSentences, loading, ...models.parts, state: state.parts },
    keeping: () => openKeeping({ directory, waitMs, analyzer }),
    version: packageVersion,
    embedderName: nameOf(configuration),
    read: async () => (hasStore() ? reading() : undefined),
    write: async () => {
      if (!hasStore()) await createStore(directory, waitMs);
      return { ...(await reading()), writer: await writing() };
    },
    watcher: async () => {
      const { createFileWatcher } = await import("./adapters/file-watcher/index.ts");
      const { createPathFilter } = await import("./adapters/files/index.ts");
      return createFileWatcher((folder) => createPathFilter(folder, storeFiles(directory)));
    },
    guard: createGuard(),
    verifier: createVerifier({
      analyze: (text) => analyzer.analyze(text, fallbackLanguage(settings.language)),
      splitSentences,
      embedder: () => unlessUnavailable(models.parts.embedder),
    }),
    calculator: once(async () => (await import("./adapters/sqlite/index.ts")).createSqliteCalculator()),
    clock: systemClock,
    ids: timeSortedIds,
    uriOfPath: (path) => pathToFileURL(path).href,
    close: async () => {
      await (await loading.opened())?.loaders.close();
      await models.close();
      await state.close();
      const half = await reading.opened();
      await half?.index.close();
      await half?.store.close();
      // The last connection to close folds the write-ahead log into the database, and this one may write.
      await (await writing.opened())?.close();
    },
  };
}

function memoryBudget({ search: { memoryMegabytes } }: Configuration["settings"]) {
  return memoryMegabytes === undefined ? {} : { memoryBytes: memoryMegabytes * MEGABYTE };
}

interface KeepingPlace {
  readonly directory: string;
  readonly waitMs: number;
  readonly analyzer: LydianParts["analyzer"];
}

async function openKeeping({ directory, waitMs, analyzer }: KeepingPlace): Promise<KeepingParts> {
  const { createNewFiles, openReadableFile: openFile, spoolStream } = await import("./adapters/files/index.ts");
  const { copySqliteState, copySqliteStore, openSqliteStore } = await import("./adapters/sqlite/index.ts");
  const openFrozen = async () => {
    const store = await openSqliteStore({ directory, waitMs, mode: "read", frozen: true });
    const index = createIndexReader({ store, analyzer });
    return { store, index, close: async () => void (await Promise.all([index.close(), store.close()])) };
  };
  const copyState = (to: string, signal: AbortSignal) => copySqliteState({ directory, waitMs, to }, signal);
  return {
    ...{ openFile, spoolStream, openFrozen, createFile: createNewFiles(storeFiles(directory)) },
    copyStore: (to, onProgress, signal) => copySqliteStore({ directory, waitMs, to, onProgress }, signal),
    ...(hasState(directory) ? { copyState } : {}),
  };
}

const hasState = (directory: string) => existsSync(join(directory, "state.db"));

/** Opened for writing only by what writes: the folder may be one that can only be read. */
function prepareState(directory: string, waitMs: number) {
  const open = async (mode: "read" | "write") => {
    const { openSqliteState } = await import("./adapters/sqlite/index.ts");
    return openSqliteState({ directory, waitMs, mode });
  };
  const reading = once(() => open("read"));
  const writing = once(() => open("write"));
  return {
    parts: { read: async () => (hasState(directory) ? reading() : undefined), write: writing },
    close: async () => {
      await (await reading.opened())?.close();
      await (await writing.opened())?.close();
    },
  };
}

/** Without an embedder a sentence is judged by its words. */
function unlessUnavailable<T>(open: () => Promise<T>): Promise<T | undefined> {
  return open().catch((error: unknown) => {
    if (!(error instanceof LydianError)) throw error;
    return undefined;
  });
}

function prepareModels(configuration: Configuration) {
  const embedder = once(async () => rememberQueries(await openEmbedder(configuration)));
  const reranker = once(() => openReranker(configuration));
  const generator = once(() => openGenerator(configuration));
  const models: LydianParts["models"] = async (signal) => {
    const { verifyModelFiles } = await import("./adapters/onnx/index.ts");
    const { listModels } = await import("./list-models.ts");
    return listModels(configuration, (folder) => {
      signal.throwIfAborted();
      return verifyModelFiles(folder);
    });
  };
  return {
    parts: { embedder, reranker, generator, models, ...prepareProfiles(configuration) },
    close: async () => {
      await (await embedder.opened())?.close();
      await (await reranker.opened())?.close();
      await (await generator.opened())?.close();
    },
  };
}

function prepareProfiles({ settings, store, userFolder }: Configuration) {
  const folders = profileFolders(store.folder, userFolder);
  const { profile } = settings.answer;
  return {
    prompts: once(async () => ({ templates: await readPrompts(), profile: await readProfile(folders, profile) })),
    profiles: async () => (await findProfiles(folders)).map((one) => ({ ...one, isSet: one.name === profile })),
    readProfile: (name: string) => readProfile(folders, name),
  };
}

async function openGenerator({ settings, answeringKey, answeringModel }: Configuration): Promise<TextGenerator> {
  const { model, timeoutSeconds } = settings.answer;
  const timeoutMs = timeoutSeconds * 1_000;
  if (answeringModel.kind === "file") {
    const { openLlamaGenerator } = await import("./adapters/llama/index.ts");
    return openLlamaGenerator({ path: answeringModel.path, timeoutMs });
  }
  const { openTextGenerator } = await import("./adapters/language-model/index.ts");
  const choice = { model, timeoutMs };
  return openTextGenerator(answeringKey === undefined ? choice : { ...choice, apiKey: answeringKey });
}

async function openLoading({ settings, store }: Configuration): ReturnType<LydianParts["loading"]> {
  const { processes, timeoutSeconds, memoryMegabytes, ocrPageSeconds } = settings.ingest;
  const { createFileSources } = await import("./adapters/files/index.ts");
  const { createLoaderHost } = await import("./adapters/loader-process/index.ts");
  const { identifyLoader, isCurrentLoader } = await import("./ingest/load/index.ts");
  const ocr = settings.ingest.ocr === "off" ? undefined : await findOcr();
  const loaders = createLoaderHost({
    entry: new URL("./load-process.js", import.meta.url),
    processes,
    timeoutMs: timeoutSeconds * 1_000,
    memoryBytes: memoryMegabytes * MEGABYTE,
    ocrPageMs: ocrPageSeconds * 1_000,
    args: ocr === undefined ? [] : ["--ocr"],
    identify: (input) => identifyLoader(input, ocr),
  });
  const files = createFileSources(storeFiles(store.folder));
  return {
    loaders,
    sources: joinSources({ files, web: once(() => openWebPages(settings)) }),
    isCurrentLoader: (loader) => isCurrentLoader(loader, ocr),
  };
}

async function openWebPages({ web, ingest }: Configuration["settings"]) {
  const { createWebPages } = await import("./adapters/web-page/index.ts");
  const { timeoutSeconds, delaySeconds, ...asSet } = web;
  return createWebPages({
    ...asSet,
    timeoutMs: timeoutSeconds * 1_000,
    delayMs: delaySeconds * 1_000,
    maxBytes: ingest.maxFileMegabytes * 1_000_000,
  });
}

const storeFiles = (folder: string) => OWN_FILES.map((name) => join(folder, name));

/** Says at once what is missing, instead of once a file. */
async function findOcr(): Promise<Pick<Ocr, "id">> {
  const { findTesseract } = await import("./adapters/tesseract/index.ts");
  const { requireCanvas } = await import("./ingest/load/index.ts");
  requireCanvas();
  return findTesseract();
}

async function createStore(directory: string, waitMs: number): Promise<void> {
  const { openSqliteStore } = await import("./adapters/sqlite/index.ts");
  const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
  await store.close();
}

function nameOf({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string {
  if (model.kind === "bundled") return BUNDLED_MODEL;
  return model.kind === "folder" ? model.folder : model.name;
}

async function openEmbedder(configuration: Configuration): Promise<Embedder> {
  const { embeddingModel, settings, apiKey } = configuration;
  const { sessions, dimensions, languages } = settings.embedding;
  const stated = languages === undefined ? {} : { languages };
  const folder = modelFolder(configuration);
  if (folder === undefined) {
    const { openProviderEmbedder } = await import("./adapters/language-model/index.ts");
    return openProviderEmbedder({
      model: nameOf({ embeddingModel }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(dimensions === undefined ? {} : { dimensions }),
      ...stated,
    });
  }
  const { openOnnxEmbedder } = await import("./adapters/onnx/index.ts");
  return openOnnxEmbedder({ folder, ...stated, ...(sessions === undefined ? {} : { sessions }) });
}

async function openReranker(configuration: Configuration): Promise<Reranker> {
  const { sessions } = configuration.settings.embedding;
  const folder = rerankerFolder(configuration);
  if (folder === undefined) {
    const { openProviderReranker } = await import("./adapters/language-model/index.ts");
    const { settings, rerankingKey } = configuration;
    return openProviderReranker({
      model: settings.rerank.model,
      ...(rerankingKey === undefined ? {} : { apiKey: rerankingKey }),
    });
  }
  const { openOnnxReranker } = await import("./adapters/onnx/index.ts");
  return openOnnxReranker(sessions === undefined ? { folder } : { folder, sessions });
}

/** Opens once; a failure is not kept. `opened` answers what is open, and opens nothing. */
function once<T>(open: () => Promise<T>): (() => Promise<T>) & { opened(): Promise<T | undefined> } {
  let opening: Promise<T> | undefined;
  const get = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return Object.assign(get, { opened: async () => opening });
}
