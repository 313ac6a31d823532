import { storedKey, wantKey } from "./key.ts";
import { readProblem } from "./problem.ts";

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
 * @throws {ProblemError} if the server refuses or fails
 */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, requestOf(call));
  if (response.ok) return response;
  if (response.status !== 401) throw await readProblem(response);
  await wantKey();
  return send(path, call);
}

export async function callApi<Value>(path: string, call: Call = {}): Promise<Value> {
  const response = await send(path, call);
  const value: Value = await response.json();
  return value;
}

function requestOf({
  method = "GET",
  body,
  accept = "application/json",
  signal,
  isKeptAlive = false,
}: Call): RequestInit {
  const key = storedKey();
  const isForm = body instanceof FormData;
  return {
    method,
    credentials: "omit",
    keepalive: isKeptAlive,
    headers: {
      Accept: accept,
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** A path below a collection, with each part made safe for an address. */
export function collectionPath(collection: string, ...parts: readonly string[]): string {
  return ["/collections", collection, ...parts]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join("/");
}
