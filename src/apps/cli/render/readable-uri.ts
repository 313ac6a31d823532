import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { oneLine } from "../../present/index.ts";

/** Returns the path of a file URI, relative to the working folder if it is inside it; other URIs are unchanged. Safe to print. */
export function readableUri(uri: string): string {
  if (!uri.startsWith("file://")) return oneLine(uri);
  try {
    const path = fileURLToPath(uri);
    const relativePath = relative(process.cwd(), path);
    const isInside = relativePath !== "" && !relativePath.startsWith("..") && !isAbsolute(relativePath);
    return oneLine(isInside ? relativePath : path);
  } catch {
    // The URL belongs to another machine or has a stray %.
    return oneLine(uri);
  }
}
