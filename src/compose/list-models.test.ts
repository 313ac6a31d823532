import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSettings, type SettingsInput } from "../config/index.ts";
import { ModelUnavailableError, never } from "../core/index.ts";
import { listModels } from "./list-models.ts";

const bundled = join(import.meta.dirname, "..", "..", "models", "bge-small-en-v1.5-int8");

async function list(
  settings: SettingsInput,
  verify: (folder: string) => Promise<readonly string[]> = async () => ["model.onnx"],
) {
  const environment = { HOME: "/nowhere", COHERE_API_KEY: "k" };
  return listModels(await loadSettings({ store: "/nowhere/store", environment, settings }), verify, never);
}

describe("listModels", () => {
  it("lists the bundled models with their folders and sizes, and marks those that are set", async () => {
    expect(await list({})).toMatchObject([
      { job: "embedding", isSet: true, origin: "bundled", status: "verified", path: bundled },
      { job: "reranking", isSet: false, origin: "bundled", status: "verified" },
      { job: "answering", name: "extractive", isSet: true, origin: "built-in", status: "ready" },
    ]);
    const [embedding] = await list({});
    expect(embedding?.sizeBytes).toBeGreaterThan(10_000_000);
  });

  it("lists the configured models besides the bundled ones, and whether their keys are known", async () => {
    const settings = {
      embedding: { model: bundled },
      rerank: { model: "cohere:rerank-v3.5" },
      answer: { model: "openai:gpt-5-mini" },
    };
    expect(await list(settings, async () => [])).toMatchObject([
      { job: "embedding", isSet: true, origin: "folder", status: "unverified" },
      { job: "embedding", isSet: false, origin: "bundled" },
      { job: "reranking", name: "cohere:rerank-v3.5", isSet: true, status: "not-asked", hasKey: true },
      { job: "reranking", isSet: false, origin: "bundled" },
      { job: "answering", name: "openai:gpt-5-mini", isSet: true, status: "not-asked", hasKey: false },
    ]);
  });

  it("reports the path of a GGUF file, and a problem if there is no file", async () => {
    const inList = async (model: string) => (await list({ answer: { model } })).at(-1);
    const path = join(bundled, "tokenizer.json");
    expect(await inList(`gguf:${path}`)).toMatchObject({ origin: "file", path, status: "unverified" });
    expect(await inList("gguf:none.gguf")).toMatchObject({ status: "problem", path: join(process.cwd(), "none.gguf") });
  });

  it("lists the configured entailment model and judge, and calls neither", async () => {
    const settings = { verify: { entailment: bundled, judge: "openai-compatible:http://me:secret@localhost:1#m" } };
    const models = await list(settings);
    expect(models.slice(3)).toMatchObject([
      { job: "entailment", name: bundled, isSet: true, origin: "folder", status: "verified", path: bundled },
      { job: "judging", name: "openai-compatible:http://localhost:1#m", status: "not-asked", hasKey: false },
    ]);
    const missing = { verify: { entailment: "./none", judge: "gguf:none.gguf" } };
    const unavailable = async (folder: string) => {
      if (folder.endsWith("none")) throw new ModelUnavailableError("There is no model.onnx.");
      return [];
    };
    expect((await list(missing, unavailable)).slice(3)).toMatchObject([
      { job: "entailment", status: "problem", message: "There is no model.onnx." },
      { job: "judging", origin: "file", status: "problem", path: join(process.cwd(), "none.gguf") },
    ]);
  });

  it("reports a model whose files differ, and lists the others", async () => {
    const differs = async () => {
      throw new ModelUnavailableError("The model file differs.");
    };
    const models = await list({}, differs);
    expect(models.map(({ status }) => status)).toEqual(["problem", "problem", "ready"]);
    expect(models[0]).toMatchObject({ message: "The model file differs." });
  });
});
