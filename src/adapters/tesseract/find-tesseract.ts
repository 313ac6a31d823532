import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { OcrUnavailableError } from "../../core/index.ts";

/** An installed Tesseract. */
export interface TesseractInstallation {
  /** Versions of the engine and of its data. */
  readonly id: string;
  /** Folder with `eng.traineddata.gz`. */
  readonly dataFolder: string;
}

const manifest = z.object({ version: z.string() });
/** Folder of the default data of tesseract.js: for the neural engine only, rounded to integers. */
const DATA = "4.0.0_best_int";

/**
 * Finds the two optional packages, without loading the engine.
 *
 * @param from  file whose folders are searched for them
 * @throws {OcrUnavailableError} if one of them is not installed
 */
export function findTesseract(from = import.meta.url): TesseractInstallation {
  const require = createRequire(from);
  try {
    const engineVersion = readVersion(require.resolve("tesseract.js/package.json"));
    const dataManifest = require.resolve("@tesseract.js-data/eng/package.json");
    const id = `tesseract.js-${engineVersion}-eng-${readVersion(dataManifest)}`;
    return { id, dataFolder: join(dirname(dataManifest), DATA) };
  } catch (cause) {
    throw new OcrUnavailableError("OCR is on, but tesseract.js or its English data is not installed.", {
      hint: "Run `npm i tesseract.js @tesseract.js-data/eng` in the folder of Lydian's installation.",
      cause,
    });
  }
}

function readVersion(path: string): string {
  return manifest.parse(JSON.parse(readFileSync(path, "utf8"))).version;
}
