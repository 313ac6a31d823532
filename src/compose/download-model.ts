import { open, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { downloadFile } from "../adapters/model-files/index.ts";
import { type Configuration, pulledPath } from "../config/index.ts";
import { ModelUnavailableError } from "../core/index.ts";
import type { LydianParts, PullReport } from "../library/index.ts";

const IDLE_MS = 60_000;

/** Returns the path of the file with a model's hash, in the format of `sha256sum -c`. */
export const hashPath = (path: string): string => `${path}.sha256`;

/** Downloads a GGUF file into the user's folder of models, and stores its hash beside it. */
export async function downloadModel(
  { modelsFolder }: Pick<Configuration, "modelsFolder">,
  { url, sha256, name, onProgress }: Parameters<LydianParts["pullModel"]>[0],
  signal: AbortSignal,
): Promise<PullReport> {
  const path = pulledPath(modelsFolder, name);
  const fetched = await downloadFile({ url, sha256, path, idleMs: IDLE_MS, onProgress }, signal);
  if (!fetched.wasThere && !(await isGguf(path))) {
    await rm(path, { force: true });
    throw new ModelUnavailableError("The downloaded file has the given hash, but is not in the GGUF format.", {
      hint: "It was deleted. llama.cpp reads only GGUF files; convert other weights to this format.",
    });
  }
  await writeFile(hashPath(path), `${sha256}  ${basename(path)}\n`);
  return { name: `gguf:${name}`, path, sha256, ...fetched };
}

async function isGguf(path: string): Promise<boolean> {
  const start = Buffer.alloc(4);
  const file = await open(path);
  try {
    await file.read(start, 0, start.length, 0);
  } finally {
    await file.close();
  }
  return start.toString("latin1") === "GGUF";
}
