import { storedKey, wantKey } from "./key.ts";
import { readProblem, toProblem } from "./problem.ts";
import { createStore } from "./store.ts";

export interface Call {
  readonly method?: "GET" | "POST" | "DELETE" | "PUT" | "PATCH";
  /** Body of the call: a `FormData` is sent as it is, any other value as JSON. */
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** True to continue the call after the user leaves the page. */
  readonly isKeptAlive?: boolean;
}

/**
 * Calls Lydian's API below `/api/v1`. If the server requires a key, the call waits until the user enters one.
 *
 * @throws {ProblemError} if the server refuses, fails or cannot be reached
 */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const key = storedKey();
  const response = await reach(path, requestOf(call, key));
  if (response.ok) return response;
  if (response.status !== 401) throw await readProblem(response);
  // An unread body would hold one of the few connections while the user looks for a key.
  await response.body?.cancel();
  // Another call may already have received a new key.
  if (storedKey() === key) await wantKey();
  return send(path, call);
}

/** True if the server answered the last call. */
export const isReached = createStore(true);

/** Sends a request. Replaces the error of a failed `fetch`, whose text differs between browsers, with a problem. */
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

/** Returns a path below a collection, with each part encoded for a URL. */
export function collectionPath(collection: string, ...parts: readonly string[]): string {
  return ["/collections", collection, ...parts]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join("/");
}
