import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createFileSources } from "./adapters/files/index.ts";
import { openProviderEmbedder } from "./adapters/language-model/index.ts";
import { createLoaderHost } from "./adapters/loader-process/index.ts";
import { openOnnxEmbedder } from "./adapters/onnx/index.ts";
import { openSqliteStore } from "./adapters/sqlite/index.ts";
import { systemClock, timeSortedIds } from "./adapters/system/index.ts";
import { startWriterThread } from "./adapters/writer-thread/index.ts";
import { BUNDLED_MODEL, type Configuration, loadSettings } from "./config/index.ts";
import type { Embedder } from "./core/index.ts";
import { createGuard } from "./guard/index.ts";
import { identifyLoader } from "./ingest/load/index.ts";
import { createIndexReader } from "./kernel/index.ts";
import { createLydian, type LydianParts } from "./library/index.ts";
import type { Lydian, OpenOptions } from "./lydian.ts";
import { modelFolder } from "./model-folder.ts";
import { createAnalyzer, splitSentences } from "./text/index.ts";
import { createVerifier } from "./verify/index.ts";

const MEGABYTE = 1_048_576;

/**
 * Opens Lydian on a store. Cheap: the store, the index and the model are opened by the first call that needs them, and
 * a store that does not exist yet is made by the first `add`.
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
  const loaders = createLoaderHost({
    entry: new URL("./load-process.js", import.meta.url),
    processes: settings.ingest.processes,
    timeoutMs: settings.ingest.timeoutSeconds * 1_000,
    memoryBytes: settings.ingest.memoryMegabytes * MEGABYTE,
    identify: identifyLoader,
  });
  const reading = once(async () => {
    const store = await openSqliteStore({ directory, waitMs, mode: "read" });
    return { store, index: createIndexReader({ store, analyzer }) };
  });
  const writing = once(() =>
    startWriterThread({ entry: new URL("./write-worker.js", import.meta.url), directory, waitMs }),
  );
  const embedder = once(() => openEmbedder(configuration));
  const hasStore = () => existsSync(join(directory, "store.db"));
  return {
    ...{ directory, settings, analyzer, splitSentences, loaders, embedder },
    embedderName: nameOf(configuration),
    read: async () => (hasStore() ? reading() : undefined),
    write: async () => {
      if (!hasStore()) await createStore(directory, waitMs);
      return { ...(await reading()), writer: await writing() };
    },
    sources: createFileSources(),
    guard: createGuard(),
    verifier: createVerifier(),
    clock: systemClock,
    ids: timeSortedIds,
    uriOfPath: (path) => pathToFileURL(path).href,
    close: async () => {
      await loaders.close();
      await (await embedder.opened())?.close();
      const half = await reading.opened();
      await half?.index.close();
      await half?.store.close();
      // The last connection to close folds the write-ahead log into the database, and this one may write.
      await (await writing.opened())?.close();
    },
  };
}

async function createStore(directory: string, waitMs: number): Promise<void> {
  const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
  await store.close();
}

function nameOf({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string {
  if (model.kind === "bundled") return BUNDLED_MODEL;
  return model.kind === "folder" ? model.folder : model.name;
}

function openEmbedder(configuration: Configuration): Promise<Embedder> {
  const { embeddingModel, settings, apiKey } = configuration;
  const { sessions, dimensions } = settings.embedding;
  const folder = modelFolder(configuration);
  if (folder === undefined) {
    return openProviderEmbedder({
      model: nameOf({ embeddingModel }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(dimensions === undefined ? {} : { dimensions }),
    });
  }
  return openOnnxEmbedder(sessions === undefined ? { folder } : { folder, sessions });
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
