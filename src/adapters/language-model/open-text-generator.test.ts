import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../../test/fixtures/start-chat-server.ts";
import { type GenerationPart, type GenerationRequest, never } from "../../core/index.ts";
import { textGeneratorContract } from "../../testing/text-generator-contract.ts";
import { openTextGenerator } from "./open-text-generator.ts";

const KEY = "sk-very-secret";
const request: GenerationRequest = {
  system: "s",
  messages: [{ role: "user", text: "private words" }],
  maxOutputTokens: 9,
};
let server: ChatServer;

beforeEach(async () => {
  server = await startChatServer();
});
afterEach(() => server.close());

const open = () => openTextGenerator({ model: `openai-compatible:${server.url}#m`, apiKey: KEY, timeoutMs: 60_000 });

async function generate(more: Partial<GenerationRequest> = {}, signal = never): Promise<readonly GenerationPart[]> {
  const parts: GenerationPart[] = [];
  for await (const part of (await open()).generate({ ...request, ...more }, signal)) parts.push(part);
  return parts;
}

describe("the contract of a text generator, over HTTP", () => {
  for (const { name, run } of textGeneratorContract(open)) it(name, run);
});

describe("a text generator of a service", () => {
  it("separates text, hidden reasoning and usage", async () => {
    server.reply({ pieces: ["A key ", "costs 20."], reasoning: "Let me see." });
    expect(await generate()).toEqual([
      { type: "reasoning", text: "Let me see." },
      { type: "text", text: "A key " },
      { type: "text", text: "costs 20." },
      { type: "end", reason: "stop", usage: { inputTokens: 120, outputTokens: 30, reasoningTokens: 10 }, warnings: [] },
    ]);
  });

  it("sends the key, the limits and the sampling settings", async () => {
    await generate({ sampling: { temperature: 0, topP: 0.5, seed: 7, stop: ["END"] } });
    const [firstRequest] = server.requests;
    expect(firstRequest?.authorization).toBe(`Bearer ${KEY}`);
    expect(firstRequest?.body).toMatchObject({ max_tokens: 9, temperature: 0, top_p: 0.5, seed: 7, stop: ["END"] });
    expect(firstRequest?.body.messages).toMatchObject([{ role: "system" }, { role: "user", content: "private words" }]);
  });

  it.each([
    ["length", "length"],
    ["content_filter", "filtered"],
  ])("reports that the text ended because of %s", async (finish, reason) => {
    server.reply({ pieces: ["A"], finish });
    expect((await generate()).at(-1)).toMatchObject({ type: "end", reason });
  });

  it("retries when the service is busy", async () => {
    server.reply({ status: 429 }, { pieces: ["Yes."] });
    expect((await generate())[0]).toEqual({ type: "text", text: "Yes." });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [401, "answered 401"],
    [404, "answered 404"],
    [500, "answered 500 after 3 tries"],
  ])("describes the status %i without the key and the texts", async (status, reason) => {
    server.reply({ status, body: `{"error":{"message":"${KEY} private words"}}` });
    const error: unknown = await generate().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: "generation-failed", message: expect.stringContaining(reason) });
    expect(String(error) + JSON.stringify(error)).not.toMatch(/very-secret|private words/);
  });

  it.each([
    ["breaks off", { pieces: ["A key "], breaks: true } as const],
    ["sends something that is not an event", { status: 200, body: "<html>" } as const],
  ])("fails with its error code when the service %s", async (_, reply) => {
    server.reply(reply);
    await expect(generate()).rejects.toMatchObject({ code: "generation-failed" });
  });

  it("stops with the signal's reason when it is aborted", async () => {
    server.reply({ pieces: ["A key "], hangs: true });
    const stop = new AbortController();
    const reason = new Error("enough");
    const parts = (await open()).generate(request, stop.signal);
    const read = async () => {
      for await (const part of parts) if (part.type === "text") stop.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
  });

  it("stops after the timeout with an error that names the timeout", async () => {
    server.reply({ pieces: ["A key "], hangs: true });
    const generator = await openTextGenerator({ model: `openai-compatible:${server.url}#m`, timeoutMs: 50 });
    const read = async () => {
      for await (const _ of generator.generate(request, never));
    };
    await expect(read()).rejects.toMatchObject({
      code: "generation-failed",
      message: expect.stringContaining("0.05 seconds"),
    });
  });

  it.each(["openai:gpt-5-mini", "anthropic:claude-sonnet-5", "google:gemini-3-flash"])(
    "needs a key for %s",
    async (model) => {
      await expect(openTextGenerator({ model, timeoutMs: 1_000 })).rejects.toMatchObject({ code: "invalid-settings" });
      expect((await openTextGenerator({ model, apiKey: KEY, timeoutMs: 1_000 })).holdsSchema).toBe(true);
    },
  );

  it("rejects an unknown name without its password in the message", async () => {
    const error: unknown = await openTextGenerator({ model: "http://me:secret@host/x", timeoutMs: 1_000 }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ code: "invalid-settings" });
    expect(String(error)).not.toContain("secret");
  });
});
