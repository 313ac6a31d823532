import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ModelInfo } from "../calls/index.ts";
import { BUNDLED_MODEL, BUNDLED_RERANKER, type Configuration } from "../config/index.ts";
import { LydianError } from "../core/index.ts";
import { modelFolder, rerankerFolder } from "./model-folder.ts";

/** Compares a model's files with its card, and answers the names of those compared. */
type VerifyFiles = (folder: string) => Promise<readonly string[]>;
type Named = Pick<ModelInfo, "job" | "name" | "isSet">;

const FILES = ["model.onnx", "tokenizer.json"];

/** The bundled models and those that are set, by job; the one that is set first. Asks nobody. */
export async function listModels(configuration: Configuration, verify: VerifyFiles): Promise<readonly ModelInfo[]> {
  const { embeddingModel, rerankingModel, settings } = configuration;
  const asBundled = { embeddingModel: { kind: "bundled" }, rerankingModel: { kind: "bundled" } } as const;
  const local = (named: Named, origin: "bundled" | "folder", folder = "") =>
    describeFolder(verify, { ...named, origin }, folder);
  const embedding = { job: "embedding", name: settings.embedding.model, isSet: true } as const;
  const reranking = { job: "reranking", name: settings.rerank.model, isSet: true } as const;
  return [
    ...(embeddingModel.kind === "bundled"
      ? []
      : [
          embeddingModel.kind === "folder"
            ? await local(embedding, "folder", embeddingModel.folder)
            : ofProvider(embedding, configuration.apiKey),
        ]),
    await local(
      { job: "embedding", name: BUNDLED_MODEL, isSet: embeddingModel.kind === "bundled" },
      "bundled",
      modelFolder(asBundled),
    ),
    ...(rerankingModel.kind === "folder" ? [await local(reranking, "folder", rerankingModel.folder)] : []),
    ...(rerankingModel.kind === "provider" ? [ofProvider(reranking, configuration.rerankingKey)] : []),
    await local(
      { job: "reranking", name: BUNDLED_RERANKER, isSet: rerankingModel.kind === "bundled" },
      "bundled",
      rerankerFolder(asBundled),
    ),
    await answering(configuration),
  ];
}

async function answering({ answeringModel, answeringKey, settings }: Configuration): Promise<ModelInfo> {
  const named = { job: "answering", name: settings.answer.model, isSet: true } as const;
  if (answeringModel.kind === "provider") return ofProvider(named, answeringKey);
  return answeringModel.kind === "file"
    ? describeFile(named, answeringModel.path)
    : { ...named, origin: "built-in", status: "ready" };
}

async function describeFile(named: Named, path: string): Promise<ModelInfo> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return { ...named, origin: "file", path, sizeBytes: found.size, status: "unverified" };
  return { ...named, origin: "file", path, status: "problem", message: `There is no file ${path}.` };
}

function ofProvider(named: Named, key: string | undefined): ModelInfo {
  return { ...named, origin: "provider", status: "not-asked", hasKey: key !== undefined };
}

async function describeFolder(
  verify: VerifyFiles,
  named: Named & { readonly origin: "bundled" | "folder" },
  path: string,
): Promise<ModelInfo> {
  try {
    const compared = await verify(path);
    const sizes = await Promise.all(FILES.map(async (name) => (await stat(join(path, name))).size));
    const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
    return { ...named, path, sizeBytes, status: compared.length === 0 ? "unverified" : "verified" };
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    return { ...named, path, status: "problem", message: error.message };
  }
}
