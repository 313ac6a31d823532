import type { MessagePort } from "node:worker_threads";
import { carryError, type Writer } from "../../core/index.ts";
import { unpackCommit } from "./pack-commit.ts";
import { unpackVectors } from "./pack-vectors.ts";
import type { Call, Reply, Request } from "./writer-messages.ts";

/** Opened writer, with the function that closes it. */
export interface OpenedWriter {
  readonly writer: Writer;
  close(): Promise<void>;
}

/**
 * Serves the calls that come through `port`, one after the other. The first call opens the writer. If that fails, the
 * call fails, and the next call tries again. The message `close` ends the port.
 */
export function serveWriter(port: MessagePort, open: () => Promise<OpenedWriter>): void {
  const aborts = new Map<number, AbortController>();
  let openedWriter: OpenedWriter | undefined;
  let lastTurn = Promise.resolve();

  const createReply = async (id: number, call: Call, signal: AbortSignal): Promise<Reply> => {
    try {
      signal.throwIfAborted();
      openedWriter ??= await open();
      return { kind: "done", id, value: await dispatch(openedWriter.writer, call, signal) };
    } catch (error) {
      return signal.aborted ? { kind: "aborted", id } : { kind: "failed", id, error: carryError(error) };
    }
  };
  const serve = (id: number, call: Call) => {
    const abort = new AbortController();
    aborts.set(id, abort);
    lastTurn = lastTurn.then(async () => {
      port.postMessage(await createReply(id, call, abort.signal));
      aborts.delete(id);
    });
  };
  const end = () => {
    lastTurn = lastTurn.then(async () => {
      await openedWriter?.close();
      port.close();
    });
  };

  port.on("message", (request: Request) => {
    if (request.kind === "call") serve(request.id, request.call);
    else if (request.kind === "abort") aborts.get(request.id)?.abort();
    else end();
  });
}

function dispatch(writer: Writer, call: Call, signal: AbortSignal) {
  switch (call.method) {
    case "commit":
      return writer.commit(unpackCommit(call.arguments[0]), signal);
    case "attachVectors":
      return writer.attachVectors(unpackVectors(call.arguments[0]), signal);
    case "merge":
      return writer.merge(...call.arguments, signal);
    case "swapSpace":
      return writer.swapSpace(...call.arguments, signal);
    case "cacheVectors":
      return writer.cacheVectors(...call.arguments, signal);
    case "putSource":
      return writer.putSource(...call.arguments, signal);
    case "updateSource":
      return writer.updateSource(...call.arguments, signal);
    case "removeSource":
      return writer.removeSource(...call.arguments, signal);
    case "putOrigins":
      return writer.putOrigins(...call.arguments, signal);
  }
}
