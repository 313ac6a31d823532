import { readdir } from "node:fs/promises";
import { type Configuration, PULLED_NAME, pulledPath } from "../config/index.ts";
import type { ModelInfo } from "../library/index.ts";
import { compareHash } from "./compare-hash.ts";

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
    models.push({ ...named, ...(await compareHash(path, signal)) });
  }
  return models;
}
