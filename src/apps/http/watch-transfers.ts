import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooSlowError } from "../../core/index.ts";

/** Limits for clients that send or receive slowly. */
export interface TransferLimits {
  /** Minimum rate of a client for which the server waits. */
  readonly minBytesPerSecond: number;
  /** Time for which a client may fall behind this rate. */
  readonly patienceMs: number;
}

export interface TransferWatch {
  /** Watches the body and the response of a request. The signal is aborted with an error if the body is too slow. */
  watch(incoming: IncomingMessage, outgoing: ServerResponse): AbortSignal;
  stop(): void;
}

/** Number of times that each transfer is measured within the patience. */
const MEASUREMENTS = 10;

/** Bytes that go to or come from one client. */
interface Transfer {
  isOver(): boolean;
  /** Returns whether the server waits for the client. Otherwise the delay is the server's own. */
  isWaiting(): boolean;
  movedBytes(): number;
  /** Returns the size of writes that have begun. How much of them the client has received is unknown. */
  unknownBytes(): number;
  /** Ends the transfer; called again if the client continues. */
  end(): void;
}

/**
 * Ends transfers that are too slow, which would otherwise hold memory and connections for any time. A request whose
 * body is too slow fails; a client that continues, or receives too slowly, is disconnected.
 *
 * A client falls behind by the minimum rate while the server waits for it, and catches up by what it moves. Time is
 * counted in measurements, so a busy server does not make its clients slow.
 */
export function watchTransfers({ minBytesPerSecond, patienceMs }: TransferLimits): TransferWatch {
  const intervalMs = patienceMs / MEASUREMENTS;
  const dueBytes = (minBytesPerSecond * intervalMs) / 1_000;
  const patienceBytes = dueBytes * MEASUREMENTS;
  const measurements = new Map<Transfer, () => void>();

  function add(transfer: Transfer): void {
    let behindBytes = 0;
    let movedBytes = transfer.movedBytes();
    measurements.set(transfer, () => {
      const nowBytes = transfer.movedBytes();
      behindBytes = Math.max(0, behindBytes + (transfer.isWaiting() ? dueBytes : 0) - (nowBytes - movedBytes));
      movedBytes = nowBytes;
      if (behindBytes < patienceBytes + transfer.unknownBytes()) return;
      behindBytes = 0;
      transfer.end();
    });
  }

  const timer = setInterval(() => {
    for (const [transfer, measure] of measurements)
      if (transfer.isOver()) measurements.delete(transfer);
      else measure();
  }, intervalMs);
  timer.unref();

  return {
    watch(incoming, outgoing) {
      const slow = new AbortController();
      if (hasBody(incoming)) add(bodyOf(incoming, outgoing, () => slow.abort(tooSlow(minBytesPerSecond))));
      add(responseOf(outgoing, incoming.socket));
      return slow.signal;
    },
    stop: () => clearInterval(timer),
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

function bodyOf(incoming: IncomingMessage, outgoing: ServerResponse, fail: () => void): Transfer {
  const { socket } = incoming;
  let hasFailed = false;
  return {
    isOver: () => incoming.complete || socket.destroyed,
    isWaiting: () => incoming.readableLength === 0,
    movedBytes: () => socket.bytesRead,
    unknownBytes: () => 0,
    end() {
      // After the response there is nothing left to say.
      if (hasFailed || outgoing.headersSent) socket.destroy();
      else fail();
      hasFailed = true;
    },
  };
}

function responseOf(outgoing: ServerResponse, socket: IncomingMessage["socket"]): Transfer {
  return {
    isOver: () => outgoing.closed || socket.destroyed,
    isWaiting: () => socket.writableLength > 0,
    movedBytes: () => socket.bytesWritten - socket.writableLength,
    unknownBytes: () => socket.writableLength,
    end: () => socket.destroy(),
  };
}

function tooSlow(minBytesPerSecond: number): BodyTooSlowError {
  return new BodyTooSlowError(`The body arrives slower than ${minBytesPerSecond} bytes a second.`, {
    hint: "Send it again over a faster connection, and prepare its bytes before the call.",
  });
}
