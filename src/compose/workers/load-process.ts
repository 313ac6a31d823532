// Program of a loader's process, which createLoaderHost starts: it connects the loaders with the channel to the host.
import { serveLoads } from "../../adapters/loader-process/index.ts";
import type { Ocr } from "../../core/index.ts";
import { loadBytes } from "../../engine/formats/index.ts";

const ocr = process.argv.includes("--ocr") ? await openOcr() : undefined;

serveLoads((input, signal, startPage) =>
  loadBytes(input, signal, ocr === undefined ? undefined : announcing(ocr, startPage)),
);

async function openOcr(): Promise<Ocr> {
  const { createTesseract } = await import("../../adapters/tesseract/index.ts");
  return createTesseract();
}

function announcing(engine: Ocr, startPage: () => void): Ocr {
  return {
    ...engine,
    recognize: (image, signal) => {
      startPage();
      return engine.recognize(image, signal);
    },
  };
}
