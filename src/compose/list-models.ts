import { constants } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { hashFile } from "../adapters/model-files/index.ts";
import { BUNDLED_MODEL, BUNDLED_RERANKER, type Configuration, PULLED_NAME, pulledPath } from "../config/index.ts";
import { errorCodeOf, FileUnreadableError, LydianError, redactUser } from "../core/index.ts";
import type { ModelInfo } from "../library/index.ts";
import { hashPath } from "./download-model.ts";
import { modelFolder, rerankerFolder } from "./model-folder.ts";

/** Compares a model's files with its card. Returns the names of the compared files. */
type VerifyFiles = (folder: string) => Promise<readonly string[]>;
type Named = Pick<ModelInfo, "job" | "name" | "isSet">;

const FILES = ["model.onnx", "tokenizer.json"];
/** Length of a SHA-256 in hexadecimal, with which the file of a hash begins. */
const HASH_BYTES = 64;

/** Lists the bundled and configured models by job, the configured one first. Contacts no service. */
export async function listModels(
  configuration: Configuration,
  verify: VerifyFiles,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
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
            : ofProvider(embedding, configuration.apiKey, configuration.keyProblems.embedding),
        ]),
    await local(
      { job: "embedding", name: BUNDLED_MODEL, isSet: embeddingModel.kind === "bundled" },
      "bundled",
      modelFolder(asBundled),
    ),
    ...(rerankingModel.kind === "folder" ? [await local(reranking, "folder", rerankingModel.folder)] : []),
    ...(rerankingModel.kind === "provider"
      ? [ofProvider(reranking, configuration.rerankingKey, configuration.keyProblems.reranking)]
      : []),
    await local(
      { job: "reranking", name: BUNDLED_RERANKER, isSet: rerankingModel.kind === "bundled" },
      "bundled",
      rerankerFolder(asBundled),
    ),
    ...(await listWritersAndJudges(configuration, verify, signal)),
  ];
}

/** Lists the configured language model, entailment model and judge. None of them is bundled. */
export async function listWritersAndJudges(
  configuration: Configuration,
  verify: VerifyFiles,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const { verifyingModels, settings, keyProblems } = configuration;
  const { entailment, judge, judgingKey } = verifyingModels;
  const named = { job: "judging", name: settings.verify.judge ?? "", isSet: true } as const;
  const { entailment: name = "" } = settings.verify;
  return [
    await answering(configuration, signal),
    ...(entailment === undefined
      ? []
      : [await describeFolder(verify, { job: "entailment", name, isSet: true, origin: "folder" }, entailment)]),
    ...(judge?.kind === "file" ? [await describeFile(named, judge.path, signal)] : []),
    ...(judge?.kind === "provider" ? [ofProvider(named, judgingKey, keyProblems.judging)] : []),
  ];
}

async function answering(configuration: Configuration, signal: AbortSignal): Promise<ModelInfo> {
  const { answeringModel, answeringKey, settings, keyProblems } = configuration;
  const named = { job: "answering", name: settings.answer.model, isSet: true } as const;
  if (answeringModel.kind === "provider") return ofProvider(named, answeringKey, keyProblems.answering);
  return answeringModel.kind === "file"
    ? describeFile(named, answeringModel.path, signal)
    : { ...named, origin: "built-in", status: "ready" };
}

async function describeFile(named: Named, path: string, signal: AbortSignal): Promise<ModelInfo> {
  return { ...named, origin: "file", path, ...(await compareHash(path, signal)) };
}

function ofProvider(named: Named, key: string | undefined, problem: LydianError | undefined): ModelInfo {
  const known = { ...named, name: redactUser(named.name), origin: "provider", hasKey: key !== undefined } as const;
  return problem === undefined
    ? { ...known, status: "not-asked" }
    : { ...known, status: "problem", message: problem.message };
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

/**
 * Lists the pulled language models by name, and compares their files with their hashes.
 *
 * @throws {FileUnreadableError} if the folder of models exists and cannot be read
 */
export async function listPulledModels(
  { modelsFolder, answeringModel }: Pick<Configuration, "modelsFolder" | "answeringModel">,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const files = await readNames(modelsFolder);
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

/** Returns the names in a folder; none if it does not exist. */
async function readNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return [];
    throw new FileUnreadableError(`The folder of models ${folder} cannot be read: ${errorCodeOf(error)}.`, {
      hint: "Check that it is a folder and that you may read it.",
      cause: error,
    });
  }
}

/** Describes a GGUF file: its existence, its size, and whether it has the hash that it was pulled with. */
async function compareHash(
  path: string,
  signal: AbortSignal,
): Promise<Pick<ModelInfo, "sizeBytes" | "status" | "message">> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { status: "problem", message: `${path} is not a file.` };
    const sizeBytes = found.size;
    const expected = await readHash(hashPath(path));
    if (expected === undefined) return { sizeBytes, status: "unverified" };
    if ((await hashFile(path, signal)) === expected) return { sizeBytes, status: "verified" };
    const message = "The file has changed since it was pulled. Remove it, and pull it again.";
    return { sizeBytes, status: "problem", message };
  } catch (error) {
    signal.throwIfAborted();
    if (errorCodeOf(error) === "ENOENT") return { status: "problem", message: `There is no file ${path}.` };
    return { status: "problem", message: `The file ${path} or its hash cannot be read: ${errorCodeOf(error)}.` };
  }
}

/**
 * Reads the hash that a file was pulled with; undefined if there is none. A file may be large, and a pipe never end.
 */
async function readHash(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HASH_BYTES + 1), 0, HASH_BYTES + 1, 0);
      const [hash] = /^[0-9a-f]{64}\b/u.exec(buffer.toString("latin1", 0, bytesRead)) ?? [];
      return hash;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
