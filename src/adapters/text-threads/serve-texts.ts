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
import type { CheckOrder, ChunkOrder, Measured, ThreadReply, ThreadRequest } from "./thread-messages.ts";

type CountTokens = (text: string) => number;

/** Parts of a thread that chunks documents and runs guards. */
export interface TextServing {
  /** Chunkers that an order may name, with those that they name as `meanwhile`. */
  readonly chunkers: readonly Chunker[];
  openCounter(counter: TokenCounter): Promise<CountTokens>;
  /** Measures a text with the guard that the order names. */
  check(order: CheckOrder): Promise<Measured>;
}

/** Serves the orders that come through `port`, one at a time. The caller stops an order by ending the thread. */
export function serveTexts(port: MessagePort, { chunkers, openCounter, check }: TextServing): void {
  const byFingerprint = new Map(chunkers.map((chunker) => [chunker.fingerprint, chunker]));
  const counters = new Map<string, Promise<CountTokens>>();
  let receiveVectors: (vectors: readonly Float32Array[]) => void = () => undefined;

  const reply = (message: ThreadReply, transferred: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...transferred]);
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
  const carryOut = async (order: ChunkOrder | CheckOrder) => {
    try {
      if (order.kind === "check") return reply({ kind: "checked", result: await check(order) });
      const drafts = packDrafts(await chunk(order));
      return reply({ kind: "chunked", drafts }, [drafts.numbers.buffer]);
    } catch (error) {
      return reply({ kind: "failed", error: carryError(error) });
    }
  };

  port.on("message", (request: ThreadRequest) => {
    if (request.kind === "embedded") receiveVectors(request.vectors);
    else void carryOut(request);
  });
}
