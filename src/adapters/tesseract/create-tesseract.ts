import { type GrayImage, InvalidArgumentError, type Ocr } from "../../core/index.ts";
import { type Engine, startEngine } from "./engine.ts";
import { findTesseract } from "./find-tesseract.ts";
import { parsePage } from "./parse-page.ts";

/**
 * OCR by Tesseract's neural engine, compiled to WebAssembly, for English. One thread reads one image after the other; it
 * is started by the first image, and anew after an abort or a failure.
 *
 * @throws {OcrUnavailableError} when tesseract.js or its data is not installed
 */
export function createTesseract(): Ocr {
  const installation = findTesseract();
  let starting: Promise<Engine> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const stop = async () => {
    const engine = starting;
    starting = undefined;
    await (await engine?.catch(() => undefined))?.stop();
  };
  const read = async (image: GrayImage, signal: AbortSignal) => {
    signal.throwIfAborted();
    starting ??= startEngine(installation);
    try {
      const engine = await starting;
      const found = await untilAborted(engine.recognize(encodePgm(image)), signal);
      return parsePage(found, image);
    } catch (error) {
      await stop();
      throw error;
    }
  };
  return {
    id: installation.id,
    language: "en",
    recognize: async (image, signal) => {
      requirePixels(image);
      const turn = last.then(() => read(image, signal));
      last = turn.catch(() => undefined);
      return turn;
    },
    close: stop,
  };
}

function requirePixels({ width, height, pixels }: GrayImage): void {
  const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (isWhole && pixels.length === width * height) return;
  throw new InvalidArgumentError(`The image is said to be ${width} × ${height}, and has ${pixels.length} pixels.`);
}

/** A portable greymap: a header of text before the pixels as they are. */
function encodePgm({ width, height, pixels }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
