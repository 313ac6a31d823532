import { EventEmitter } from "node:events";
import type { Worker as Thread } from "node:worker_threads";
import { LoadFailedError } from "../../core/index.ts";
import type { TesseractInstallation } from "./find-tesseract.ts";

/** A running engine: a thread that reads one image after the other. */
export interface Engine {
  /** @throws {LoadFailedError} when the engine fails or its thread ends */
  recognize(image: Buffer): Promise<unknown>;
  /** Ends the thread, and with it what it is reading. */
  stop(): Promise<void>;
}

/** Starts the engine with the data that is installed; nothing is downloaded and nothing is written. */
export async function startEngine({ dataFolder }: TesseractInstallation): Promise<Engine> {
  const { createWorker, OEM } = (await import("tesseract.js")).default;
  const worker = await createWorker("eng", OEM.LSTM_ONLY, {
    langPath: dataFolder,
    cacheMethod: "none",
    gzip: true,
    // Left out, a failure is thrown where nobody can catch it; it rejects its call too.
    errorHandler: () => undefined,
  });
  const thread = threadOf(worker);
  const ended = new Promise<never>((_, reject) => {
    thread?.once("error", (cause: Error) => reject(engineError(cause)));
    thread?.once("exit", () => reject(engineError()));
  });
  ended.catch(() => undefined);
  return {
    recognize: async (image) => {
      const reading = worker.recognize(image, {}, { text: false, blocks: true });
      const { data } = await Promise.race([
        reading.catch((cause: unknown) => Promise.reject(engineError(cause))),
        ended,
      ]);
      return data;
    },
    stop: async () => {
      // The library's own `terminate` does not wait for the thread's end.
      await (thread === undefined ? worker.terminate() : thread.terminate());
    },
  };
}

/** The library hands its thread out without a type. */
function threadOf(worker: object): Thread | undefined {
  if (!("worker" in worker)) return undefined;
  return isThread(worker.worker) ? worker.worker : undefined;
}

function isThread(value: unknown): value is Thread {
  return value instanceof EventEmitter && "terminate" in value;
}

function engineError(cause?: unknown): LoadFailedError {
  return new LoadFailedError("The OCR engine stopped while it read a page.", {
    hint: "Add the file again; if it happens again, add it without --ocr.",
    cause,
  });
}
