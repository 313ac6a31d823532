import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { ModelUnavailableError } from "../../core/index.ts";

/** Part of node-llama-cpp 3 that is used here. The package is optional, so its types cannot be imported. */
export interface LlamaLibrary {
  readonly getLlama: (options: LlamaOptions) => Promise<Llama>;
  readonly LlamaChat: new (options: { readonly contextSequence: LlamaSequence }) => LlamaChat;
}

interface LlamaOptions {
  readonly build: "never";
  readonly skipDownload: true;
  readonly progressLogs: false;
  readonly maxThreads: number;
  logger(): void;
}

interface ContextOptions {
  readonly contextSize: number;
  readonly threads: number;
}

export interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  /** Maximum size of a context in tokens, as in training. */
  readonly trainContextSize: number;
  tokenize(text: string): readonly unknown[];
  createContext(options: ContextOptions): Promise<LlamaContext>;
}

interface LlamaContext {
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
}

interface LlamaSequence {
  readonly tokenMeter: { readonly usedInputTokens: number; readonly usedOutputTokens: number };
}

interface LlamaChat {
  generateResponse(history: readonly ChatItem[], options: LlamaChatOptions): Promise<LlamaResponse>;
}

export type ChatItem =
  | { readonly type: "system" | "user"; readonly text: string }
  | { readonly type: "model"; readonly response: readonly string[] };

export interface LlamaChatOptions {
  readonly signal: AbortSignal;
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly seed?: number;
  readonly customStopTriggers?: readonly string[];
  onResponseChunk(chunk: LlamaChunk): void;
}

/** Piece of a response. `segmentType` is `thought` for hidden reasoning, and undefined for the answer. */
export interface LlamaChunk {
  readonly segmentType: string | undefined;
  readonly text: string;
  readonly tokens: readonly unknown[];
}

interface LlamaResponse {
  readonly metadata: { readonly stopReason: string };
}

const isFunction = (value: unknown) => typeof value === "function";
const library = z.object({
  getLlama: z.custom<LlamaLibrary["getLlama"]>(isFunction),
  LlamaChat: z.custom<LlamaLibrary["LlamaChat"]>(isFunction),
});

/**
 * Loads node-llama-cpp, if it is installed.
 *
 * @param from  file whose folders are searched for the package
 * @throws {ModelUnavailableError} if it is not installed
 */
export async function loadLlamaLibrary(from = import.meta.url): Promise<LlamaLibrary> {
  try {
    const path = createRequire(from).resolve("node-llama-cpp");
    return library.parse(await import(pathToFileURL(path).href));
  } catch (cause) {
    throw new ModelUnavailableError("A GGUF model needs the package node-llama-cpp, which cannot be loaded.", {
      hint: "Run `npm i node-llama-cpp@3.21.1` in the folder of Lydian's installation.",
      cause,
    });
  }
}
