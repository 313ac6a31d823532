import { readdir, readFile, stat } from "node:fs/promises";
import { hashFile } from "../adapters/model-files/index.ts";
import type { ModelInfo } from "../calls/index.ts";
import { type Configuration, PULLED_NAME, pulledPath } from "../config/index.ts";
import { hashPath } from "./pull-model.ts";

/** The language models that were pulled, by name, with their files compared with the hashes that they came with. */
export async function listPulledModels(
  { modelsFolder, answeringModel }: Pick<Configuration, "modelsFolder" | "answeringModel">,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const files = await readdir(modelsFolder).catch(() => []);
  const names = files.flatMap((file) => /^(.+)\.gguf$/u.exec(file)?.[1] ?? []).filter((name) => PULLED_NAME.test(name));
  const models: ModelInfo[] = [];
  for (const name of names.sort()) {
    const path = pulledPath(modelsFolder, name);
    const isSet = answeringModel.kind === "file" && answeringModel.path === path;
    const named = { job: "answering", name: `gguf:${name}`, isSet, origin: "file", path } as const;
    models.push({ ...named, ...(await describe(path, signal)) });
  }
  return models;
}

async function describe(
  path: string,
  signal: AbortSignal,
): Promise<Omit<ModelInfo, "job" | "name" | "isSet" | "origin">> {
  const sizeBytes = (await stat(path)).size;
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
