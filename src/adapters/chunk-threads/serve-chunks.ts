import type { MessagePort } from "node:worker_threads";
import {
  type Chunker,
  carryError,
  defined,
  InvalidArgumentError,
  never,
  PackedElements,
  packDrafts,
  SharedText,
  type TokenCounter,
} from "../../core/index.ts";
import type { ChunkReply, ChunkRequest } from "./chunk-messages.ts";

type CountTokens = (text: string) => number;
type ChunkOrder = ChunkRequest & { readonly kind: "chunk" };

/** Chunkers and services that a thread needs to chunk documents. */
export interface ChunkServing {
  /** Chunkers that an order may name, with those that they name as `meanwhile`. */
  readonly chunkers: readonly Chunker[];
  openCounter(counter: TokenCounter): Promise<CountTokens>;
}

/** Serves the orders that come through `port`, one at a time. The caller stops an order by ending the thread. */
export function serveChunks(port: MessagePort, { chunkers, openCounter }: ChunkServing): void {
  const byFingerprint = new Map(chunkers.map((chunker) => [chunker.fingerprint, chunker]));
  const counters = new Map<string, Promise<CountTokens>>();
  let receiveVectors: (vectors: readonly Float32Array[]) => void = () => undefined;

  const reply = (message: ChunkReply) => port.postMessage(message);
  const embed = (texts: readonly string[]) =>
    new Promise<readonly Float32Array[]>((resolve) => {
      receiveVectors = resolve;
      reply({ kind: "embed", texts });
    });
  const counterOf = (counter: TokenCounter) => {
    const key = JSON.stringify(counter);
    const opening = counters.get(key) ?? openCounter(counter);
    counters.set(key, opening);
    return opening;
  };
  const chunk = async ({ chunker: fingerprint, tokenCounter, document, canEmbed }: ChunkOrder) => {
    const chunker = byFingerprint.get(fingerprint);
    if (chunker === undefined) throw new InvalidArgumentError(`The thread has no chunker "${fingerprint}".`);
    const services = defined({ countTokens: await counterOf(tokenCounter), embed: canEmbed ? embed : undefined });
    const { text, title } = document;
    const elements = new PackedElements(document.elements);
    return chunker.chunk({ text: new SharedText(text).toString(), title, elements }, services, never);
  };
  const answer = async (order: ChunkOrder) => {
    try {
      const drafts = packDrafts(await chunk(order));
      port.postMessage({ kind: "done", drafts } satisfies ChunkReply, [drafts.numbers.buffer]);
    } catch (error) {
      reply({ kind: "failed", error: carryError(error) });
    }
  };

  port.on("message", (request: ChunkRequest) => {
    if (request.kind === "embedded") receiveVectors(request.vectors);
    else void answer(request);
  });
}
