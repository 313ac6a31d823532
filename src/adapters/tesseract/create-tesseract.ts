import { type GrayImage, InvalidArgumentError, type Ocr } from "../../core/index.ts";
import { type Engine, startEngine } from "./engine.ts";
import { findTesseract } from "./find-tesseract.ts";
import { parsePage } from "./parse-page.ts";

/**
 * Creates an OCR engine for English: Tesseract's neural engine, compiled to WebAssembly.
 *
 * One thread reads one image after the other. The first image starts it, and the next image after an abort or a failure
 * restarts it.
 *
 * @throws {OcrUnavailableError} if tesseract.js or its data is not installed
 */
export function createTesseract(): Ocr {
  const installation = findTesseract();
  let pendingEngine: Promise<Engine> | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();
  const stop = async () => {
    const engine = pendingEngine;
    pendingEngine = undefined;
    // An engine that did not start has nothing to stop. Its callers got the error.
    await (await engine?.catch(() => undefined))?.stop();
  };
  const read = async (image: GrayImage, signal: AbortSignal) => {
    signal.throwIfAborted();
    pendingEngine ??= startEngine(installation);
    try {
      const engine = await pendingEngine;
      const output = await untilAborted(engine.recognize(encodePgm(image)), signal);
      return parsePage(output, image);
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
      const turn = lastTurn.then(() => read(image, signal));
      // Only the caller of this turn sees its failure; the next turn runs anyway.
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
    close: stop,
  };
}

function requirePixels({ width, height, pixels }: GrayImage): void {
  const isValidSize = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (isValidSize && pixels.length === width * height) return;
  throw new InvalidArgumentError(`An image of ${width} × ${height} cannot have ${pixels.length} pixels.`);
}

/** Encodes a portable greymap: a text header followed by the raw pixels. */
function encodePgm({ width, height, pixels }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

/** Returns the result of `work`, or throws the signal's reason if it aborts before. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
