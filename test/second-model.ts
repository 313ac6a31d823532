import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bundled = fileURLToPath(new URL("../models/bge-small-en-v1.5-int8", import.meta.url));

/** Makes a folder with an embedding model of another space: the bundled model with mean pooling. */
export function makeSecondModel(folder: string): string {
  mkdirSync(folder);
  for (const name of ["model.onnx", "tokenizer.json"]) symlinkSync(join(bundled, name), join(folder, name));
  const card = { id: "second-model", dimensions: 384, maxTokens: 512, pooling: "mean" };
  writeFileSync(join(folder, "model.json"), JSON.stringify(card));
  return folder;
}
