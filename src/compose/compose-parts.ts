import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FileSourcesOptions } from "../adapters/files/index.ts";
import { randomSecrets, systemClock, timeSortedIds } from "../adapters/system/index.ts";
import type { Configuration } from "../config/index.ts";
import type { Analyzer, ScanThreads, Source, UploadFiles, Writer } from "../core/index.ts";
import { createIndexReader } from "../engine/kernel/index.ts";
import { createAnalyzer, splitSentences } from "../engine/text/index.ts";
import type { LydianParts, StateParts } from "../library/index.ts";
import type { ServerParts } from "../server/index.ts";
import { once } from "./once.ts";
import { openKeeping } from "./open-keeping.ts";
import { packageVersion } from "./package-version.ts";
import { prepareChunking } from "./prepare-chunking.ts";
import { prepareGuard } from "./prepare-guard.ts";
import { prepareLoading } from "./prepare-loading.ts";
import { embedderName, prepareModels } from "./prepare-models.ts";
import { prepareState } from "./prepare-state.ts";
import { prepareThreads } from "./prepare-threads.ts";
import { prepareVerifier } from "./prepare-verifier.ts";
import { storeFiles } from "./store-files.ts";

/** Maximum number of scan threads, besides the thread that searches. */
const MAX_SCAN_THREADS = 3;
/** Number of vectors from which scan threads pay off, measured on two cores: docs/reference/figures.md. */
const MIN_SCANNED_ROWS = 524_288;

/** Composes the parts that a `Lydian` and its server are made of. Opens nothing yet. */
export function composeParts(
  configuration: Configuration,
  limits: Pick<FileSourcesOptions, "mayWalk"> = {},
): LydianParts & ServerParts {
  const { settings } = configuration;
  const { folder: directory } = configuration.store;
  const waitMs = settings.store.waitSeconds * 1_000;
  const analyzer = createAnalyzer();
  const loading = prepareLoading(configuration, limits);
  const threads = prepareThreads(configuration);
  const reading = once(() => openReading(configuration, waitMs, analyzer));
  const writing = once(async () => {
    // This also runs if the file exists, because another process may be creating the store at this moment.
    await createStore(directory, waitMs);
    const { startWriterThread } = await import("../adapters/writer-thread/index.ts");
    return startWriterThread({ entry: new URL("./workers/write-worker.js", import.meta.url), directory, waitMs });
  });
  const models = prepareModels(configuration);
  const state = prepareState(configuration);
  const { embedder } = models.parts;
  const verifying = prepareVerifier(configuration, { analyzer, splitSentences, embedder, ids: timeSortedIds });
  const nextFence = () => timeSortedIds.next("fence");
  const guarding = prepareGuard(configuration, threads, { generator: models.parts.generator, nextFence });
  const hasStore = () => existsSync(join(directory, "store.db"));
  return {
    directory,
    settings,
    analyzer,
    splitSentences,
    loading: loading.open,
    chunkers: prepareChunking(configuration, threads),
    ...models.parts,
    state: state.parts,
    keeping: () => openKeeping(directory, waitMs, analyzer),
    version: packageVersion,
    embedderName: embedderName(configuration),
    read: async () => (hasStore() ? reading() : undefined),
    write: async () => {
      const writer = trustingWriter(await writing(), state.parts);
      return { ...(await reading()), writer };
    },
    trustedSources: async (sources, signal) => {
      if (!configuration.trust.isRequired) return sources;
      return (await (await state.parts.read())?.trustedSources(sources, signal)) ?? [];
    },
    watcher: async () => {
      const { createFileWatcher } = await import("../adapters/file-watcher/index.ts");
      const { createPathFilter } = await import("../adapters/files/index.ts");
      return createFileWatcher((folder) => createPathFilter(folder, storeFiles(directory)));
    },
    secrets: randomSecrets,
    uploads: prepareUploads(directory),
    guard: guarding.guard,
    guardSource: sourceOf(configuration.guardPolicy),
    verifier: verifying.verifier,
    clock: systemClock,
    ids: timeSortedIds,
    uriOfPath: (path) => pathToFileURL(path).href,
    hasFile: async (uri) => (await import("../adapters/files/index.ts")).hasFile(uri),
    close: async () => {
      await loading.close();
      await threads.close();
      await verifying.close();
      await guarding.close();
      await models.close();
      await state.close();
      await (await reading.opened())?.close();
      // The last connection to close folds the write-ahead log into the database, and this one may write.
      await (await writing.opened())?.close();
    },
  };
}

function sourceOf({ origin, policy }: Configuration["guardPolicy"]): LydianParts["guardSource"] {
  return typeof policy === "string" ? { origin } : { origin, path: policy.path };
}

/** Marks the sources that are stored as those of this user. */
function trustingWriter(writer: Writer, state: StateParts): Writer {
  const trust = async (source: Source, signal: AbortSignal) => (await state.write()).trustSource(source, signal);
  return {
    ...writer,
    putSource: async (source, signal) => {
      await writer.putSource(source, signal);
      await trust(source, signal);
    },
    updateSource: async (source, signal) => {
      const isUpdated = await writer.updateSource(source, signal);
      if (isUpdated) await trust(source, signal);
      return isUpdated;
    },
  };
}

async function openReading({ store: { folder: directory } }: Configuration, waitMs: number, analyzer: Analyzer) {
  const { openSqliteStore } = await import("../adapters/sqlite/index.ts");
  const store = await openSqliteStore({ directory, waitMs, mode: "read" });
  const scanThreads = await openScanThreads();
  const index = createIndexReader({ store, analyzer, scanThreads });
  const close = async () => {
    await index.close();
    await scanThreads.close();
    await store.close();
  };
  return { store, index, close };
}

async function createStore(directory: string, waitMs: number): Promise<void> {
  const { openSqliteStore } = await import("../adapters/sqlite/index.ts");
  const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
  await store.close();
}

/** Opens the scan threads without starting any. */
async function openScanThreads(): Promise<ScanThreads> {
  const { createScanThreads } = await import("../adapters/scan-threads/index.ts");
  const count = Math.max(1, Math.min(MAX_SCAN_THREADS, availableParallelism() - 1));
  return createScanThreads({
    entry: new URL("./workers/scan-worker.js", import.meta.url),
    count,
    minRows: MIN_SCANNED_ROWS,
  });
}

/**
 * Prepares the folder for uploads in the store. It is hidden, so it is skipped when a folder around the store is added.
 */
function prepareUploads(directory: string): UploadFiles {
  const open = once(async () => {
    const { createUploadFiles } = await import("../adapters/upload-files/index.ts");
    return createUploadFiles(join(directory, ".uploads"));
  });
  return {
    keep: async (file, signal) => (await open()).keep(file, signal),
    read: async (job, number) => (await open()).read(job, number),
    list: async () => (await open()).list(),
    changedAtMs: async (job) => (await open()).changedAtMs(job),
    remove: async (job) => (await open()).remove(job),
  };
}
