import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { oneLine } from "../../present/index.ts";

/** A file's path where the URI is a file's, from the working folder if it lies there; safe to print. */
export function readableUri(uri: string): string {
  if (!uri.startsWith("file://")) return oneLine(uri);
  try {
    const path = fileURLToPath(uri);
    const near = relative(process.cwd(), path);
    return oneLine(near === "" || near.startsWith("..") || isAbsolute(near) ? path : near);
  } catch {
    // Not a URL of this machine after all, or a stray %: shown as it is.
    return oneLine(uri);
  }
}
