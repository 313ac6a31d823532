import { EventEmitter } from "node:events";
import type { Worker as Thread } from "node:worker_threads";
import { LoadFailedError } from "../../core/index.ts";
import type { TesseractInstallation } from "./find-tesseract.ts";

/** A running engine: a thread that reads one image after the other. */
export interface Engine {
  /** @throws {LoadFailedError} if the engine fails or its thread ends */
  recognize(image: Buffer): Promise<unknown>;
  /** Ends the thread, even while it reads an image. */
  stop(): Promise<void>;
}

/** Starts the engine with the installed data, without any download or written file. */
export async function startEngine({ dataFolder }: TesseractInstallation): Promise<Engine> {
  const { createWorker, OEM } = (await import("tesseract.js")).default;
  const worker = await createWorker("eng", OEM.LSTM_ONLY, {
    langPath: dataFolder,
    cacheMethod: "none",
    gzip: true,
    // Without this handler a failure is also thrown where it cannot be caught. It rejects its call anyway.
    errorHandler: () => undefined,
  });
  const thread = threadOf(worker);
  const ended = new Promise<never>((_, reject) => {
    thread?.once("error", (cause: Error) => reject(createEngineError(cause)));
    thread?.once("exit", () => reject(createEngineError()));
  });
  // Each call races with the end of the thread. Between calls, the end must not count as an unhandled rejection.
  ended.catch(() => undefined);

  return {
    recognize: async (image) => {
      const result = worker.recognize(image, {}, { text: false, blocks: true });
      const { data } = await Promise.race([
        result.catch((cause: unknown) => Promise.reject(createEngineError(cause))),
        ended,
      ]);
      return data;
    },
    stop: async () => {
      // The library's own `terminate` does not wait until the thread has ended.
      await (thread === undefined ? worker.terminate() : thread.terminate());
    },
  };
}

/** Returns the library's thread, which has no type. */
function threadOf(worker: object): Thread | undefined {
  if (!("worker" in worker)) return undefined;
  return isThread(worker.worker) ? worker.worker : undefined;
}

function isThread(value: unknown): value is Thread {
  return value instanceof EventEmitter && "terminate" in value;
}

function createEngineError(cause?: unknown): LoadFailedError {
  return new LoadFailedError("The OCR engine stopped while it read a page.", {
    hint: "Add the file again. If the engine stops again, add the file without --ocr.",
    cause,
  });
}
