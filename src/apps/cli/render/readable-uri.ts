import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeAddress } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";

/**
 * Returns the path of a file URI, relative to the working folder if it is inside it; other URIs are unchanged. Safe to
 * print. Bytes of a name that are not UTF-8 are shown as replacement marks.
 */
export function readableUri(uri: string): string {
  if (!uri.startsWith("file://")) return oneLine(uri);
  const path = pathOf(uri);
  if (path === undefined) return oneLine(uri);
  const relativePath = relative(process.cwd(), path);
  const isInside = relativePath !== "" && !relativePath.startsWith("..") && !isAbsolute(relativePath);
  return oneLine(isInside ? relativePath : path);
}

/** Returns a path; undefined if the URL belongs to another machine. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    return error instanceof URIError ? decodeAddress(new URL(uri).pathname) : undefined;
  }
}
