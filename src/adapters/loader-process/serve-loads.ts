import { Worker } from "node:worker_threads";
import { defined, type LoadedDocument, type LoaderHost, LydianError, MEGABYTE_BYTES } from "../../core/index.ts";
import { createPartReceiver, messagesOf } from "./bytes-in-parts.ts";
import { packLoaded } from "./pack-loaded.ts";

type Input = Parameters<LoaderHost["load"]>[0];

/** Size of a file whose memory is freed, and whose process ends, as soon as it was read. */
export const LARGE_FILE_BYTES = 16 * MEGABYTE_BYTES;

/** @param startPage  must be called for each page that OCR reads, which gives the file more time */
type Load = (
  input: Input,
  signal: AbortSignal,
  startPage: () => void,
) => Promise<LoadedDocument & { readonly mediaType: string }>;

/** Channel to the parent process; `process` in a child. */
export interface Channel {
  on(event: "message", listener: (message: unknown) => void): unknown;
  send?: (message: object, handle?: undefined, options?: undefined, onSent?: (error: Error | null) => void) => unknown;
}

/** Properties of an error that cross the process boundary. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Code of a thread that kills the process after its parent died, even if a hostile file blocks the main thread. */
const PARENT_WATCH = `
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 1000);
`;

/** Serves the child's side of the loader host: it replies to each file with a document or an error, one at a time. */
export function serveLoads(load: Load, channel: Channel = process): void {
  if (channel === process) {
    exitWithParent();
    ignoreStrayRejections();
  }

  // The host stops a child by killing it, so this signal never aborts.
  const { signal } = new AbortController();
  const receiver = createPartReceiver({
    maxArrays: 1,
    maxBytes: Number.POSITIVE_INFINITY,
    allocate: (_, sizeBytes) => new Uint8Array(sizeBytes),
  });
  channel.on("message", (message) => {
    receiver.take(message);
    if (!isRequest(message)) return;
    const [bytes = new Uint8Array()] = receiver.finish();
    const sizeBytes = bytes.length;
    load({ ...message, bytes }, signal, () => channel.send?.({ ocrPage: true })).then(
      (loaded) => {
        // The process was started with `--expose-gc`: by itself, it would keep the file until the text was sent.
        if (sizeBytes >= LARGE_FILE_BYTES) globalThis.gc?.();
        return reply(channel, loaded);
      },
      (error: unknown) => channel.send?.({ failure: describe(error) }),
    );
  });
}

/** Sends a document in parts, each after the one before was sent, so that a large one is not in memory once more. */
async function reply(channel: Channel, document: Awaited<ReturnType<Load>>): Promise<void> {
  const { fields, arrays } = packLoaded(document);
  for (const message of messagesOf(arrays, { loaded: fields }))
    await new Promise((resolve) => channel.send?.(message, undefined, undefined, resolve));
}

/** Ends this process together with its parent, even if the parent was killed or this process is in an endless loop. */
function exitWithParent(): void {
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  new Worker(PARENT_WATCH, { eval: true }).unref();
}

/**
 * Ignores rejections that no code awaits. PDF.js leaves such promises for broken files, and they would end the process.
 * Failures of the load itself are in its reply, and a load that never replies reaches its time limit.
 */
function ignoreStrayRejections(): void {
  process.on("unhandledRejection", () => undefined);
}

/** Tests whether a message is the last one of a request. */
function isRequest(message: unknown): message is Omit<Input, "bytes"> {
  if (typeof message !== "object" || message === null || !("uri" in message)) return false;
  if ("charset" in message && typeof message.charset !== "string") return false;
  if ("password" in message && typeof message.password !== "string") return false;
  return typeof message.uri === "string";
}

function describe(error: unknown): Failure {
  if (!(error instanceof LydianError)) return { code: "load-failed", message: "The loader failed unexpectedly." };
  const { code, message, hint } = error;
  return defined({ code, message, hint });
}
