import { fileURLToPath } from "node:url";
import { BUNDLED_MODEL, BUNDLED_RERANKER, type Configuration } from "../config/index.ts";

/** Returns the folder of the embedding model's files; undefined for a provider's model. */
export function modelFolder({ embeddingModel: model }: Pick<Configuration, "embeddingModel">): string | undefined {
  if (model.kind === "provider") return undefined;
  return model.kind === "folder" ? model.folder : bundledFolder(BUNDLED_MODEL);
}

/** Returns the folder of the reranker's files, by default the bundled one; undefined for a provider's. */
export function rerankerFolder({ rerankingModel: model }: Pick<Configuration, "rerankingModel">): string | undefined {
  if (model.kind === "provider") return undefined;
  return model.kind === "folder" ? model.folder : bundledFolder(BUNDLED_RERANKER);
}

const bundledFolder = (name: string) => fileURLToPath(new URL(`../../models/${name}`, import.meta.url));
