import { storedKey, wantKey } from "./key.ts";
import { type ProblemDetails, ProblemError } from "./problem.ts";

export interface Sending {
  readonly files: readonly { readonly path: string; readonly file: File }[];
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends files as `multipart/form-data`. Uses `XMLHttpRequest`, since `fetch` does not report the progress of an upload.
 *
 * @throws {ProblemError} if the server refuses, fails or cannot be reached
 * @throws {DOMException} `AbortError` if the signal is aborted
 */
export async function sendFiles<Value>(path: string, sending: Sending): Promise<Value> {
  const { status, body } = await sendOnce(path, sending);
  if (status === 401) {
    await wantKey();
    return sendFiles(path, sending);
  }
  if (status >= 200 && status < 300) {
    const value: Value = JSON.parse(body);
    return value;
  }
  throw new ProblemError(problemOf(status, body));
}

function sendOnce(path: string, { files, onProgress, signal }: Sending): Promise<{ status: number; body: string }> {
  const form = new FormData();
  for (const { path: name, file } of files) form.append("file", file, name);
  const request = new XMLHttpRequest();
  request.open("POST", `/api/v1${path}`);
  request.setRequestHeader("Accept", "application/json");
  const key = storedKey();
  if (key !== null) request.setRequestHeader("Authorization", `Bearer ${key}`);
  request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
  return new Promise((resolve, reject) => {
    const unreachable = {
      status: 0,
      code: "unreachable",
      detail: "The server could not be reached, or it ended the upload.",
    };
    request.addEventListener("load", () => resolve({ status: request.status, body: request.responseText }));
    request.addEventListener("error", () =>
      reject(new ProblemError({ ...unreachable, hint: "No part of the upload was kept. Try again." })),
    );
    request.addEventListener("abort", () => reject(new DOMException("The upload was cancelled.", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function problemOf(status: number, body: string): ProblemDetails {
  try {
    const details: ProblemDetails = JSON.parse(body);
    return details;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { status, code: "unexpected", detail: `The server answered with status ${status}.` };
  }
}
