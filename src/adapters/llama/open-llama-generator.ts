import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { ModelUnavailableError, type TextGenerator } from "../../core/index.ts";
import { generateByLlama } from "./generate-by-llama.ts";
import { type Llama, type LlamaLibrary, loadLlamaLibrary } from "./llama-library.ts";

export interface LlamaGeneratorChoice {
  /** Of a GGUF file, absolute. */
  readonly path: string;
  /** For one text; from 1. */
  readonly timeoutMs: number;
}

/** Its threads wait for each other by spinning: more of them than free cores take a hundred times as long. */
const THREADS = Math.max(1, availableParallelism() - 1);

/**
 * Opens a language model from a GGUF file, with llama.cpp in this process and the chat template that the file holds. One
 * text is written after the other.
 *
 * @param load  for tests: what loads node-llama-cpp
 * @throws {ModelUnavailableError} if the file or node-llama-cpp is not there, or the file is no model that it can read
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
    throw new ModelUnavailableError(`llama.cpp can not read the model ${path}.`, {
      hint: "The file may be damaged, too large for the memory, or of an architecture that this llama.cpp does not know.",
      cause,
    });
  });
  const id = `gguf:${basename(path)}`;
  let last: Promise<unknown> = Promise.resolve();
  return {
    id,
    holdsSchema: false,
    async *generate(request, signal) {
      signal.throwIfAborted();
      const before = last;
      let end: () => void = () => undefined;
      last = new Promise<void>((resolve) => {
        end = resolve;
      });
      try {
        await before;
        yield* generateByLlama({ library, model, id, timeoutMs, threads: THREADS }, request, signal);
      } finally {
        end();
      }
    },
    countTokens: (text) => model.tokenize(text).length,
    close: async () => {
      await last;
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
      hint: "Run `npm i node-llama-cpp@3.21.1` again, with optional dependencies: they are the compiled files.",
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
    throw new ModelUnavailableError(`The model file ${path} can not be read.`, {
      hint: "Name an existing file, as in gguf:./models/my-model.gguf.",
      cause,
    });
  }
  if (start.toString("latin1") === "GGUF") return;
  throw new ModelUnavailableError(`The file ${path} is not in the GGUF format.`, {
    hint: "llama.cpp reads GGUF files only; other weights have to be converted.",
  });
}
