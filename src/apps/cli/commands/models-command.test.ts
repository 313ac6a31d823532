import { describe, expect, it } from "vitest";
import type { Lydian, ModelInfo, PullReport } from "../../../library/index.ts";
import { runWith } from "../fixtures/run-with.ts";

const good: ModelInfo = {
  job: "embedding",
  name: "small",
  isSet: true,
  origin: "bundled",
  path: "/models/small",
  sizeBytes: 34_000_000,
  status: "verified",
};

describe("lydian models list", () => {
  it("lists each model with its purpose, whether it is set, and the check of its files", async () => {
    const { code, out } = await runWith(["models", "list"], { models: async () => [good] });
    expect(code).toBe(0);
    expect(out).toMatch(/embedding +small +yes +bundled, 34\.0 MB, SHA-256 as on its model card/);
    expect(out).toContain("small: /models/small");
  });

  it("reports changed model files with exit code 1", async () => {
    const bad: ModelInfo = { ...good, status: "problem", message: "The model file differs." };
    const { code, out } = await runWith(["models", "list"], { models: async () => [good, bad] });
    expect(code).toBe(1);
    expect(out).toContain("The model file differs.");
  });

  it("prints JSON", async () => {
    const { out } = await runWith(["models", "list", "--json"], { models: async () => [good] });
    expect(JSON.parse(out)).toEqual([good]);
  });
});

describe("lydian models pull", () => {
  const report: PullReport = {
    name: "gguf:small",
    path: "/models/small.gguf",
    sizeBytes: 4_000_000,
    sha256: "a".repeat(64),
    resumedBytes: 1_000_000,
    wasThere: false,
  };

  it("passes address, hash and name to the library, and prints what was downloaded", async () => {
    const asked: unknown[] = [];
    const pullModel: Lydian["pullModel"] = async (...call) => {
      asked.push(call);
      return report;
    };
    const args = ["models", "pull", "https://h.example/s.gguf", "--sha256", "AB", "--as", "small"];
    const { code, out } = await runWith(args, { pullModel });
    expect(code).toBe(0);
    expect(asked).toEqual([["https://h.example/s.gguf", expect.objectContaining({ sha256: "AB", as: "small" })]]);
    expect(out).toContain("gguf:small: 4.0 MB, downloaded, 1.0 MB of it earlier, SHA-256 as given");
    expect(JSON.parse((await runWith([...args, "--json"], { pullModel })).out)).toEqual(report);
  });

  it("downloads nothing without a hash", async () => {
    const { code, err } = await runWith(["models", "pull", "https://h.example/s.gguf"], {});
    expect(code).toBe(2);
    expect(err).toContain("--sha256");
  });
});

describe("lydian models test", () => {
  it("asks the named model, and prints its answer, times and tokens", async () => {
    const { code, out, opened } = await runWith(["models", "test", "ollama:qwen3"], {
      testModel: async () => ({
        model: "ollama:qwen3",
        question: "What?",
        said: "Paris",
        firstTokenMs: 120,
        totalMs: 1_500,
        openedMs: 9,
        usage: { inputTokens: 20, outputTokens: 1, reasoningTokens: 0 },
        reason: "stop",
      }),
    });
    expect(code).toBe(0);
    expect(opened[0]?.settings?.answer).toEqual({ model: "ollama:qwen3" });
    expect(out).toContain("first token  after 0.12 s\ncomplete     after 1.50 s\n");
    expect(out).toContain("usage        20 tokens read, 1 token written");
  });

  it("omits the time of the first token if there was none", async () => {
    const { out } = await runWith(["models", "test"], {
      testModel: async () => ({
        model: "m",
        question: "What?",
        said: "",
        totalMs: 9,
        openedMs: 1,
        usage: {},
        reason: "length",
      }),
    });
    expect(out).toContain("answer       empty (cut off by answer.maxOutputTokens)");
    expect(out).not.toContain("first token");
  });
});
