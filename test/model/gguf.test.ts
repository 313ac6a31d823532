import { join, resolve } from "node:path";
import { type Lydian, openLydian } from "lydian";
import { textGeneratorContract } from "lydian/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLlamaGenerator } from "../../src/adapters/llama/index.ts";
import { never } from "../../src/core/index.ts";
import { temporaryFolder } from "../run-lydian.ts";

const path = resolve(process.env.LYDIAN_GGUF ?? "");
const handbook = join(import.meta.dirname, "../../examples/handbook/opening-hours.md");
const open = () => openLlamaGenerator({ path, timeoutMs: 200_000 });
let folder: ReturnType<typeof temporaryFolder>;
let lydian: Lydian;

beforeAll(async () => {
  folder = temporaryFolder();
  const answer = { model: `gguf:${path}`, threshold: 0, maxOutputTokens: 120, timeoutSeconds: 200 };
  lydian = await openLydian({ store: folder.path, settings: { answer } });
  await lydian.add(handbook);
});
afterAll(async () => {
  await lydian.close();
  folder.remove();
});

describe("a GGUF model keeps the contract of a text generator", () => {
  for (const { name, run } of textGeneratorContract(open)) it(name, run);

  it("repeats its text without sampling, and stops at the token limit", async () => {
    const generator = await open();
    const write = async () => {
      const said: string[] = [];
      const messages = [{ role: "user", text: "Tell a long story of a fox." }] as const;
      const request = { system: "", messages, maxOutputTokens: 12, sampling: { temperature: 0 } };
      for await (const part of generator.generate(request, never)) {
        if (part.type === "text") said.push(part.text);
        if (part.type === "end") expect(part.reason).toBe("length");
      }
      return said.join("");
    };
    try {
      const first = await write();
      expect(first).not.toBe("");
      expect(await write()).toBe(first);
    } finally {
      await generator.close();
    }
  });
});

describe("a GGUF model, end to end", () => {
  it("answers the test question, and reports time and tokens", async () => {
    const tested = await lydian.testModel();
    expect(tested.said).toMatch(/paris/i);
    expect(tested.usage.inputTokens).toBeGreaterThan(10);
  });

  it("shows only supported sentences with exact quotes, whatever the model says", async () => {
    const answer = await lydian.ask("When is the clinic open on Saturday?");
    if (answer.status !== "grounded") return expect(answer.nearest.length).toBeGreaterThan(0);
    expect(answer.claims.every(({ verdict }) => verdict === "supported")).toBe(true);
    for (const { documentId, span, quote } of answer.citations) {
      const document = await lydian.read(documentId);
      expect(document?.text.slice(span.start, span.end)).toBe(quote);
    }
  });
});
