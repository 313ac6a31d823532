import { type Pace, pause } from "./create-pace.ts";
import type { Connection } from "./open-connection.ts";
import type { WebResponse } from "./web-response.ts";

const DEFAULT_WAIT_MS = 5_000;
/** Maximum wait for a busy site. If it asks for more, its answer is returned at once. */
const MAX_WAIT_MS = 60_000;

export interface PoliteRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Minimum time between two requests to the same host. */
  readonly delayMs: number;
}

interface PacedConnection {
  readonly connection: Connection;
  readonly pace: Pace;
}

/**
 * Makes a request at the host's pace. If the site is busy (429, 503), it waits as long as the site asks, or 5 seconds,
 * and retries once. The second answer is final.
 */
export async function requestPolitely(
  { connection, pace }: PacedConnection,
  { url, headers, delayMs }: PoliteRequest,
  signal: AbortSignal,
): Promise<WebResponse> {
  await pace.wait(url.host, delayMs, signal);
  const response = await connection.get(url, headers, signal);
  const waitMs = readWaitMs(response);
  if (waitMs === undefined || waitMs > MAX_WAIT_MS) return response;

  response.discard();
  await pause(waitMs, signal);
  return connection.get(url, headers, signal);
}

/** Returns the time that the site asks to wait, or undefined if it is not busy. */
function readWaitMs({ status, headers }: WebResponse): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const [value = ""] = headers("retry-after");
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? DEFAULT_WAIT_MS : Math.max(0, time - Date.now());
}
