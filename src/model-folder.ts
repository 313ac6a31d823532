import { fileURLToPath } from "node:url";
import { BUNDLED_MODEL, type Configuration } from "./config/index.ts";

/** The folder of the embedding model's files; undefined for a provider's model. */
export function modelFolder({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string | undefined {
  if (model.kind === "provider") return undefined;
  return model.kind === "folder" ? model.folder : fileURLToPath(new URL(`../models/${BUNDLED_MODEL}`, import.meta.url));
}
