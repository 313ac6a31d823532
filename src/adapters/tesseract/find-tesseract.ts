import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { OcrUnavailableError } from "../../core/index.ts";

/** What is installed of Tesseract. */
export interface TesseractInstallation {
  /** Versions of the engine and of its data. */
  readonly id: string;
  /** Holds `eng.traineddata.gz`. */
  readonly dataFolder: string;
}

const manifest = z.object({ version: z.string() });
/** Trained for the neural engine alone and rounded to whole numbers: the data that tesseract.js itself takes by default. */
const DATA = "4.0.0_best_int";

/**
 * Looks for the two optional packages, without loading the engine.
 *
 * @param from  the file for which they are looked for
 * @throws {OcrUnavailableError} when one of them is not installed
 */
export function findTesseract(from = import.meta.url): TesseractInstallation {
  const require = createRequire(from);
  try {
    const engine = readVersion(require.resolve("tesseract.js/package.json"));
    const data = require.resolve("@tesseract.js-data/eng/package.json");
    const id = `tesseract.js-${engine}-eng-${readVersion(data)}`;
    return { id, dataFolder: join(dirname(data), DATA) };
  } catch (cause) {
    throw new OcrUnavailableError("OCR is on, and tesseract.js or its English data is not installed.", {
      hint: "Run `npm i tesseract.js @tesseract.js-data/eng` where Lydian is installed.",
      cause,
    });
  }
}

function readVersion(path: string): string {
  return manifest.parse(JSON.parse(readFileSync(path, "utf8"))).version;
}
