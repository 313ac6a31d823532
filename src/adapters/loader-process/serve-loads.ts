import { type LoaderHost, LydianError } from "../../core/index.ts";
import { exitWithParent } from "./exit-with-parent.ts";

type Input = Parameters<LoaderHost["load"]>[0];

/** @param startPage  to be called for each page that OCR reads, which gives the file more time */
type Load = (input: Input, signal: AbortSignal, startPage: () => void) => ReturnType<LoaderHost["load"]>;

/** The channel to the process that asks; `process` in a child. */
export interface Channel {
  on(event: "message", listener: (message: unknown) => void): unknown;
  send?: (message: object) => unknown;
}

/** The child's side of the loader host: answers each file with a document or an error, one at a time. */
export function serveLoads(load: Load, channel: Channel = process): void {
  if (channel === process) {
    exitWithParent();
    outliveStrayRejections();
  }
  // The host stops a child by killing it, so that nothing here ever aborts.
  const { signal } = new AbortController();
  channel.on("message", (message) => {
    if (!isRequest(message)) return;
    load(message, signal, () => channel.send?.({ ocrPage: true })).then(
      (loaded) => channel.send?.({ loaded }),
      (error: unknown) => channel.send?.({ failure: describe(error) }),
    );
  });
}

/**
 * PDF.js rejects promises of broken files that nothing waits for, which would end the process and lose the file with all
 * that comes after it. What the load itself waits for is told in its reply, and one that never replies meets its limit.
 */
function outliveStrayRejections(): void {
  process.on("unhandledRejection", () => undefined);
}

function isRequest(message: unknown): message is Input {
  if (typeof message !== "object" || message === null || !("bytes" in message) || !("uri" in message)) return false;
  if ("charset" in message && typeof message.charset !== "string") return false;
  if ("password" in message && typeof message.password !== "string") return false;
  return message.bytes instanceof Uint8Array && typeof message.uri === "string";
}

function describe(error: unknown): { readonly code: string; readonly message: string; readonly hint?: string } {
  if (!(error instanceof LydianError)) return { code: "load-failed", message: "The loader failed unexpectedly." };
  const { code, message, hint } = error;
  return hint === undefined ? { code, message } : { code, message, hint };
}
