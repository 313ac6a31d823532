import { storedKey, wantKey } from "./key.ts";
import { readProblem, toProblem } from "./problem.ts";
import { createStore } from "./store.ts";

export interface Call {
  readonly method?: "GET" | "POST" | "DELETE" | "PUT" | "PATCH";
  /** Sent as JSON, unless it is a form. */
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** Goes on when the page is left. */
  readonly isKeptAlive?: boolean;
}

/**
 * One call of Lydian's API, below `/api/v1`. Where the server demands a key, the call waits until one is given.
 *
 * @throws {ProblemError} if the server refuses, fails or is not reached
 */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const key = storedKey();
  const response = await reach(path, requestOf(call, key));
  if (response.ok) return response;
  if (response.status !== 401) throw await readProblem(response);
  // Unread, it would keep one of the few connections for as long as somebody looks for a key.
  await response.body?.cancel();
  // Another call may have been given a new key meanwhile.
  if (storedKey() === key) await wantKey();
  return send(path, call);
}

/** True if the server answered the last call. */
export const isReached = createStore(true);

/** A `fetch` fails with nothing but that it did, in each browser's own words. */
async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    const response = await fetch(`/api/v1${path}`, request);
    isReached.set(true);
    return response;
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    isReached.set(false);
    throw toProblem(error);
  }
}

export async function callApi<Value>(path: string, call: Call = {}): Promise<Value> {
  const response = await send(path, call);
  const value: Value = await response.json();
  return value;
}

function requestOf(
  { method = "GET", body, accept = "application/json", signal, isKeptAlive = false }: Call,
  key: string | null,
): RequestInit {
  const isForm = body instanceof FormData;
  const headers = new Headers({ Accept: accept });
  if (key !== null) headers.set("Authorization", `Bearer ${key}`);
  if (body !== undefined && !isForm) headers.set("Content-Type", "application/json");

  return {
    method,
    credentials: "omit",
    keepalive: isKeptAlive,
    headers,
    body: isForm ? body : JSON.stringify(body),
    signal: signal ?? null,
  };
}

/** A path below a collection, with each part made safe for an address. */
export function collectionPath(collection: string, ...parts: readonly string[]): string {
  return ["/collections", collection, ...parts]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join("/");
}
