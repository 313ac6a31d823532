import type { FileSourcesOptions } from "../adapters/files/index.ts";
import type { Configuration } from "../config/index.ts";
import { MEGABYTE_BYTES, type Ocr } from "../core/index.ts";
import type { LydianParts } from "../library/index.ts";
import { joinSources } from "./join-sources.ts";
import { once } from "./once.ts";
import { storeFiles } from "./store-files.ts";

/** Prepares the loaders with OCR and those without. Their processes start at first use. */
export function prepareLoading(
  configuration: Configuration,
  limits: Pick<FileSourcesOptions, "mayWalk">,
): {
  readonly open: LydianParts["loading"];
  close(): Promise<void>;
} {
  const plain = once(() => openLoading(configuration, { ...limits, ocr: false }));
  const recognising = once(() => openLoading(configuration, { ...limits, ocr: true }));
  const isSet = configuration.settings.ingest.ocr !== "off";
  return {
    open: ({ ocr = isSet } = {}) => (ocr ? recognising() : plain()),
    close: async () => {
      for (const loading of [plain, recognising]) await (await loading.opened())?.loaders.close();
    },
  };
}

/** Opens the loaders and the sources that they read. */
async function openLoading(
  { settings, store }: Configuration,
  { ocr: isOcr, ...limits }: Pick<FileSourcesOptions, "mayWalk"> & { readonly ocr: boolean },
): ReturnType<LydianParts["loading"]> {
  const { processes, timeoutSeconds, memoryMegabytes, ocrPageSeconds } = settings.ingest;
  const { createFileSources } = await import("../adapters/files/index.ts");
  const { createLoaderHost } = await import("../adapters/loader-process/index.ts");
  const { identifyLoader, isCurrentLoader } = await import("../engine/formats/index.ts");
  const ocr = isOcr ? await findOcr() : undefined;
  const loaders = createLoaderHost({
    entry: new URL("./workers/load-process.js", import.meta.url),
    processes,
    timeoutMs: timeoutSeconds * 1_000,
    memoryBytes: memoryMegabytes * MEGABYTE_BYTES,
    ocrPageMs: ocrPageSeconds * 1_000,
    args: ocr === undefined ? [] : ["--ocr"],
    identify: (input) => identifyLoader(input, ocr),
  });
  const files = createFileSources({ ...limits, skippedPaths: storeFiles(store.folder) });
  return {
    loaders,
    sources: joinSources({ files, web: once(() => openWebPages(settings)) }),
    isCurrentLoader: (loader) => isCurrentLoader(loader, ocr),
  };
}

async function openWebPages({ web, ingest }: Configuration["settings"]) {
  const { createWebPages } = await import("../adapters/web-page/index.ts");
  const { timeoutSeconds, delaySeconds, ...asSet } = web;
  return createWebPages({
    ...asSet,
    timeoutMs: timeoutSeconds * 1_000,
    delayMs: delaySeconds * 1_000,
    maxBytes: ingest.maxFileMegabytes * MEGABYTE_BYTES,
  });
}

/** Finds OCR before the first file, so a missing package is reported once. */
async function findOcr(): Promise<Pick<Ocr, "id">> {
  const { findTesseract } = await import("../adapters/tesseract/index.ts");
  const { requireCanvas } = await import("../engine/formats/index.ts");
  requireCanvas();
  return findTesseract();
}
