import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type GenerationPart, type GenerationRequest, never } from "../../core/index.ts";
import { textGeneratorContract } from "../../testing/text-generator-contract.ts";
import { chunk, type FakeLlama, fakeLlama } from "./fixtures/fake-llama.ts";
import { loadLlamaLibrary } from "./llama-library.ts";
import { openLlamaGenerator } from "./open-llama-generator.ts";

const folder = mkdtempSync(join(tmpdir(), "lydian-llama-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "model.gguf");
writeFileSync(path, "GGUF");

const request: GenerationRequest = {
  system: "Be short.",
  messages: [{ role: "user", text: "private words" }],
  maxOutputTokens: 9,
};
const open = (llama: FakeLlama, timeoutMs = 60_000) => openLlamaGenerator({ path, timeoutMs }, async () => llama);

async function generate(llama: FakeLlama, more: Partial<GenerationRequest> = {}): Promise<readonly GenerationPart[]> {
  const parts: GenerationPart[] = [];
  for await (const part of (await open(llama)).generate({ ...request, ...more }, never)) parts.push(part);
  return parts;
}

describe("the contract of a text generator, without llama.cpp", () => {
  for (const { name, run } of textGeneratorContract(() => open(fakeLlama()))) it(name, run);
});

describe("a text generator from a GGUF file", () => {
  it("separates text, hidden reasoning and usage, and gives the reason why it ended", async () => {
    const llama = fakeLlama({ chunks: [chunk("Hm.", "thought"), chunk("Pa"), chunk("ris")], stopReason: "maxTokens" });
    expect(await generate(llama)).toEqual([
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "Pa" },
      { type: "text", text: "ris" },
      {
        type: "end",
        reason: "length",
        warnings: [],
        usage: { inputTokens: 35, outputTokens: 3, reasoningTokens: 1 },
      },
    ]);
    expect(llama.openContexts()).toBe(0);
  });

  it("passes the messages, the limit and the sampling settings to llama.cpp", async () => {
    const llama = fakeLlama();
    const messages = [
      { role: "user", text: "a" },
      { role: "assistant", text: "b" },
      { role: "user", text: "c" },
    ] as const;
    await generate(llama, { messages, sampling: { temperature: 0, topP: 0.5, topK: 3, seed: 7, stop: ["END"] } });
    expect(llama.requests[0]?.options).toMatchObject({
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      topK: 3,
      seed: 7,
      customStopTriggers: ["END"],
    });
    expect(llama.requests[0]?.history).toEqual([
      { type: "system", text: "Be short." },
      { type: "user", text: "a" },
      { type: "model", response: ["b"] },
      { type: "user", text: "c" },
      { type: "model", response: [] },
    ]);
  });

  it("stops when its reader stops, and can generate the next text", async () => {
    const llama = fakeLlama({ hangs: true });
    const generator = await open(llama);
    for (const _ of [1, 2]) {
      for await (const part of generator.generate(request, never)) {
        expect(part).toEqual({ type: "text", text: "Paris" });
        break;
      }
      expect(llama.openContexts()).toBe(0);
    }
  });

  it("stops with the signal's reason, or after the timeout", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const read = async (timeoutMs: number, onPart: () => void) => {
      const generator = await open(fakeLlama({ hangs: true }), timeoutMs);
      for await (const _ of generator.generate(request, stop.signal)) onPart();
    };
    await expect(read(60_000, () => stop.abort(reason))).rejects.toBe(reason);
    const late = openLlamaGenerator({ path, timeoutMs: 20 }, async () => fakeLlama({ hangs: true }));
    const readLate = async () => {
      for await (const _ of (await late).generate(request, never));
    };
    await expect(readLate()).rejects.toMatchObject({
      code: "generation-failed",
      message: expect.stringContaining("0.02 seconds"),
    });
  });

  it("describes a failure without the prompt, and names the size of a question that is too large", async () => {
    const failing = generate(fakeLlama({ fails: new RangeError("private words") }));
    await expect(failing).rejects.toMatchObject({
      code: "generation-failed",
      message: expect.not.stringMatching(/private/),
    });
    await expect(generate(fakeLlama(), { maxOutputTokens: 2_000 })).rejects.toMatchObject({
      code: "generation-failed",
      message: expect.stringMatching(/has 2048 tokens; this question needs 100, and 2000/),
    });
  });

  it.each([
    ["is missing", join(folder, "none.gguf"), /cannot be read/],
    ["has another format", import.meta.filename, /not in the GGUF format/],
  ])("rejects a file that %s", async (_, file, message) => {
    const opening = openLlamaGenerator({ path: file, timeoutMs: 1 }, async () => fakeLlama());
    await expect(opening).rejects.toMatchObject({ code: "model-unavailable", message: expect.stringMatching(message) });
  });

  it("names the missing package", async () => {
    await expect(loadLlamaLibrary("file:///nowhere/at/all.js")).rejects.toMatchObject({
      code: "model-unavailable",
      hint: expect.stringContaining("npm i node-llama-cpp"),
    });
  });
});
