import { type Pace, pause } from "./create-pace.ts";
import type { Connection, WebResponse } from "./open-connection.ts";

const USUAL_WAIT_MS = 5_000;
/** A site that asks for more is told of, instead of waited for. */
const LONGEST_WAIT_MS = 60_000;

export interface PoliteRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Between two requests to the same host. */
  readonly delayMs: number;
}

/**
 * Makes a request at the host's pace. When the site is too busy (429, 503), waits once for as long as it asks, 5 seconds
 * if it does not say, and tries again; the answer to that stands.
 */
export async function askPolitely(
  { connection, pace }: { readonly connection: Connection; readonly pace: Pace },
  { url, headers, delayMs }: PoliteRequest,
  signal: AbortSignal,
): Promise<WebResponse> {
  await pace.wait(url.host, delayMs, signal);
  const response = await connection.get(url, headers, signal);
  const waitMs = readWaitMs(response);
  if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) return response;
  response.giveUp();
  await pause(waitMs, signal);
  return connection.get(url, headers, signal);
}

/** @returns undefined where the answer is no request to wait */
function readWaitMs({ status, headers }: WebResponse): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const [value = ""] = headers("retry-after");
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? USUAL_WAIT_MS : Math.max(0, time - Date.now());
}
