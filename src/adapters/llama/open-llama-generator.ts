import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { ModelUnavailableError, type TextGenerator } from "../../core/index.ts";
import { generateByLlama } from "./generate-by-llama.ts";
import { type Llama, type LlamaLibrary, loadLlamaLibrary } from "./llama-library.ts";

export interface LlamaGeneratorChoice {
  /** Absolute path of a GGUF file. */
  readonly path: string;
  /** Maximum time for one text in milliseconds, ≥ 1. */
  readonly timeoutMs: number;
}

/**
 * Number of threads. They wait for each other by spinning, so more threads than free cores take a hundred times as
 * long.
 */
const THREADS = Math.max(1, availableParallelism() - 1);

/**
 * Opens a language model from a GGUF file with llama.cpp in this process, and with the chat template of the file. Texts
 * are generated one after the other.
 *
 * @param load  function that loads node-llama-cpp, for tests
 * @throws {ModelUnavailableError} if the file or node-llama-cpp is missing, or the model cannot be loaded
 */
export async function openLlamaGenerator(
  { path, timeoutMs }: LlamaGeneratorChoice,
  load: () => Promise<LlamaLibrary> = loadLlamaLibrary,
): Promise<TextGenerator> {
  await requireGguf(path);
  const library = await load();
  const llama = await startLlama(library);
  const model = await llama.loadModel({ modelPath: path }).catch(async (cause: unknown) => {
    await llama.dispose();
    throw new ModelUnavailableError(`llama.cpp cannot read the model ${path}.`, {
      hint: "The file may be damaged, too large for the memory, or of an architecture that this version of llama.cpp does not support.",
      cause,
    });
  });

  const id = `gguf:${basename(path)}`;
  let lastTurn: Promise<unknown> = Promise.resolve();
  return {
    id,
    holdsSchema: false,
    async *generate(request, signal) {
      signal.throwIfAborted();
      const previousTurn = lastTurn;
      let endTurn: () => void = () => undefined;
      lastTurn = new Promise<void>((resolve) => {
        endTurn = resolve;
      });
      try {
        await previousTurn;
        yield* generateByLlama({ library, model, id, timeoutMs, threads: THREADS }, request, signal);
      } finally {
        endTurn();
      }
    },
    countTokens: (text) => model.tokenize(text).length,
    close: async () => {
      await lastTurn;
      await llama.dispose();
    },
  };
}

async function startLlama({ getLlama }: LlamaLibrary): Promise<Llama> {
  try {
    const quiet = { progressLogs: false, logger: () => undefined } as const;
    return await getLlama({ build: "never", skipDownload: true, maxThreads: THREADS, ...quiet });
  } catch (cause) {
    throw new ModelUnavailableError("node-llama-cpp has no llama.cpp for this machine.", {
      hint: "Run `npm i node-llama-cpp@3.21.1` again with optional dependencies: they contain the compiled files.",
      cause,
    });
  }
}

async function requireGguf(path: string): Promise<void> {
  const start = Buffer.alloc(4);
  try {
    const file = await open(path);
    try {
      await file.read(start, 0, start.length, 0);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new ModelUnavailableError(`The model file ${path} cannot be read.`, {
      hint: "Name an existing file, as in gguf:./models/my-model.gguf.",
      cause,
    });
  }
  if (start.toString("latin1") === "GGUF") return;
  throw new ModelUnavailableError(`The file ${path} is not in the GGUF format.`, {
    hint: "llama.cpp reads GGUF files only. Convert other weights to this format.",
  });
}
