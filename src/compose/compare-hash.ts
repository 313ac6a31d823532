import { readFile, stat } from "node:fs/promises";
import { hashFile } from "../adapters/model-files/index.ts";
import type { ModelInfo } from "../library/index.ts";
import { hashPath } from "./pull-model.ts";

/** What is known of a GGUF file: whether it is there, its size, and whether it has the hash that it was pulled with. */
export async function compareHash(
  path: string,
  signal: AbortSignal,
): Promise<Pick<ModelInfo, "sizeBytes" | "status" | "message">> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return { status: "problem", message: `There is no file ${path}.` };
  const sizeBytes = found.size;
  const written = await readFile(hashPath(path), "utf8").catch(() => "");
  const [expected] = /^[0-9a-f]{64}\b/u.exec(written) ?? [];
  if (expected === undefined) return { sizeBytes, status: "unverified" };
  if ((await hashFile(path, signal)) === expected) return { sizeBytes, status: "verified" };
  return {
    sizeBytes,
    status: "problem",
    message: "The file is no longer the one that was pulled: remove it, and pull it again.",
  };
}
