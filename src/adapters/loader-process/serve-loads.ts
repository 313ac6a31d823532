import { Worker } from "node:worker_threads";
import { defined, type LoaderHost, LydianError, packElements } from "../../core/index.ts";

type Input = Parameters<LoaderHost["load"]>[0];

/** @param startPage  must be called for each page that OCR reads, which gives the file more time */
type Load = (input: Input, signal: AbortSignal, startPage: () => void) => ReturnType<LoaderHost["load"]>;

/** Channel to the parent process; `process` in a child. */
export interface Channel {
  on(event: "message", listener: (message: unknown) => void): unknown;
  send?: (message: object) => unknown;
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
  channel.on("message", (message) => {
    if (!isRequest(message)) return;
    load(message, signal, () => channel.send?.({ ocrPage: true })).then(
      (loaded) => channel.send?.({ loaded: { ...loaded, elements: packElements(loaded.elements) } }),
      (error: unknown) => channel.send?.({ failure: describe(error) }),
    );
  });
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

function isRequest(message: unknown): message is Input {
  if (typeof message !== "object" || message === null || !("bytes" in message) || !("uri" in message)) return false;
  if ("charset" in message && typeof message.charset !== "string") return false;
  if ("password" in message && typeof message.password !== "string") return false;
  return message.bytes instanceof Uint8Array && typeof message.uri === "string";
}

function describe(error: unknown): Failure {
  if (!(error instanceof LydianError)) return { code: "load-failed", message: "The loader failed unexpectedly." };
  const { code, message, hint } = error;
  return defined({ code, message, hint });
}
