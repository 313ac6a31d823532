import { oneLine } from "./sanitize-text.ts";

/** A file's path where the URI is a file's, and safe to print. */
export function readableUri(uri: string): string {
  if (!uri.startsWith("file://")) return oneLine(uri);
  try {
    return oneLine(decodeURIComponent(new URL(uri).pathname));
  } catch {
    // Not a URL after all, or a stray %: shown as it is.
    return oneLine(uri);
  }
}
