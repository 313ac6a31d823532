import { createServer, type IncomingMessage, type Server } from "node:http";
import { inspect } from "node:util";
import { MockEmbeddingModelV3 } from "ai/test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { embedderContract } from "../../testing/embedder-contract.ts";
import { createModelEmbedder } from "./create-model-embedder.ts";
import { openProviderEmbedder, type ProviderEmbedderOptions } from "./open-provider-embedder.ts";

const KEY = "sk-very-secret";

interface Request {
  readonly input: readonly string[];
  readonly headers: IncomingMessage["headers"];
}

/** Next answer of the server: a status, a body, or by default vectors computed from the texts. */
type Answer = { readonly status?: number; readonly body?: unknown };

let server: Server;
let baseUrl = "";
let requests: Request[] = [];
let answers: Answer[] = [];

const vectorOf = (text: string) => [text.length, text.charCodeAt(0), 1];

beforeEach(async () => {
  requests = [];
  answers = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { input } = JSON.parse(Buffer.concat(parts).toString("utf8"));
    requests.push({ input, headers: request.headers });
    const { status = 200, body } = answers.shift() ?? {};
    const data = input.map((text: string, index: number) => ({ index, embedding: vectorOf(text) }));
    response.writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" });
    response.end(JSON.stringify(body ?? { data, model: "m", usage: { prompt_tokens: 1, total_tokens: 1 } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/v1` : "";
});

afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const open = (options: Partial<ProviderEmbedderOptions> = {}) =>
  openProviderEmbedder({ model: `openai-compatible:${baseUrl}#m`, apiKey: KEY, dimensions: 3, ...options });

describe("the contract of an embedder, over HTTP", () => {
  for (const { name, run } of embedderContract(() => open())) it(name, run);
});

describe("an embedder of a service", () => {
  it("makes no request before the first embedding", async () => {
    const embedder = await open();
    embedder.countTokens("some text");
    expect(requests).toEqual([]);
    await embedder.embedQuery("now", never);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it("sends texts in batches, in order", async () => {
    const texts = ["a", "bb", "ccc", "dddd", "eeeee"];
    const vectors = await (await open({ batchSize: 2 })).embedDocuments(texts, never);
    expect(requests.map(({ input }) => input)).toEqual([["a", "bb"], ["ccc", "dddd"], ["eeeee"]]);
    expect(vectors).toHaveLength(5);
    const [x = 0, , z = 1] = vectors[3] ?? [];
    expect(x / z).toBeCloseTo(4, 5);
  });

  it("puts the prefixes before questions and passages", async () => {
    const embedder = await open({ queryPrefix: "query: ", documentPrefix: "passage: " });
    await embedder.embedQuery("when?", never);
    await embedder.embedDocuments(["then"], never);
    expect(requests.map(({ input }) => input)).toEqual([["query: when?"], ["passage: then"]]);
  });

  it("retries when the service is busy", async () => {
    answers = [{ status: 429, body: {} }];
    expect(await (await open()).embedQuery("when?", never)).toHaveLength(3);
    expect(requests).toHaveLength(2);
  });

  it("gives up after three tries, and reveals neither key nor text", async () => {
    answers = Array(3).fill({ status: 500, body: { error: { message: `key ${KEY}` } } });
    const error: unknown = await (await open()).embedQuery("private words", never).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      code: "embedding-failed",
      message: expect.stringMatching(/answered 500 after 3 tries/),
    });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/sk-very|private/);
    expect(error).not.toHaveProperty("cause");
  });

  it("gives a hint for a rejected key, and does not retry", async () => {
    answers = [{ status: 401, body: { error: { message: `Incorrect key ${KEY}` } } }];
    await expect((await open()).embedQuery("x", never)).rejects.toMatchObject({ hint: expect.stringMatching(/key/) });
    expect(requests).toHaveLength(1);
  });

  it("rejects an answer in another format, with too few vectors, or with other dimensions", async () => {
    const embedder = await open();
    answers = [{ body: { data: "nothing" } }];
    await expect(embedder.embedQuery("x", never)).rejects.toThrow(/not in its format/);
    answers = [{ body: { data: [] } }];
    await expect(embedder.embedQuery("x", never)).rejects.toThrow(/0 vectors for 1 texts/);
    answers = [{ body: { data: [{ embedding: [1, 2] }] } }];
    await expect(embedder.embedQuery("x", never)).rejects.toThrow(/returned 2 dimensions instead of 3/);
    answers = [{ body: { data: [{ embedding: [0, 0, 0] }] } }];
    await expect(embedder.embedQuery("x", never)).rejects.toMatchObject({ code: "embedding-failed" });
  });

  it("stops with the signal's reason when it is aborted while it waits for the server", async () => {
    const model = "openai-compatible:http://127.0.0.1:1/v1#m";
    const controller = new AbortController();
    const failure = (await open({ model })).embedQuery("x", controller.signal);
    const reason = new Error("enough of trying");
    controller.abort(reason);
    await expect(failure).rejects.toBe(reason);
  });

  it("rejects unusable names, keys and dimensions before any request, without passwords", async () => {
    const expectRejected = (options: ProviderEmbedderOptions) =>
      expect(openProviderEmbedder(options)).rejects.toMatchObject({ code: "invalid-settings" });
    await expectRejected({ model: "bge-small" });
    await expectRejected({ model: "openai-compatible:ftp://host#m", dimensions: 3 });
    await expectRejected({ model: "openai-compatible:http://host/v1", dimensions: 3 });
    await expectRejected({ model: "openai:text-embedding-3-small" });
    await expectRejected({ model: "openai:some-new-model", apiKey: KEY });
    await expect(openProviderEmbedder({ model: "openai:text-embedding-3-small" })).rejects.toMatchObject({
      hint: expect.stringContaining("OPENAI_API_KEY"),
    });
    const withPassword = openProviderEmbedder({ model: "openai-compatible:ftp://me:hush@host#m" });
    const error = await withPassword.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid-settings" });
    expect(inspect(error, { depth: null })).not.toContain("hush");
  });

  it("knows the dimensions of common models, and gives every model its own fingerprint", async () => {
    const small = await openProviderEmbedder({ model: "openai:text-embedding-3-small", apiKey: KEY });
    const short = await openProviderEmbedder({ model: "openai:text-embedding-3-small", apiKey: KEY, dimensions: 256 });
    const local = await openProviderEmbedder({ model: "ollama:nomic-embed-text" });
    const google = await openProviderEmbedder({ model: "google:gemini-embedding-001", apiKey: KEY });
    expect([small, short, local, google].map(({ space }) => space.dimensions)).toEqual([1536, 256, 768, 3072]);
    expect(new Set([small, short, local, google].map(({ space }) => space.fingerprint)).size).toBe(4);
  });
});

describe("an embedder over a model of the AI SDK", () => {
  it("passes the options for questions and for passages to the model", async () => {
    const model = new MockEmbeddingModelV3({
      maxEmbeddingsPerCall: 10,
      doEmbed: async ({ values }) => ({ embeddings: values.map(vectorOf), warnings: [] }),
    });
    const embedder = createModelEmbedder({
      model,
      name: "mock",
      dimensions: 3,
      languages: undefined,
      maxTokens: 8,
      batchSize: 10,
      queryPrefix: "",
      documentPrefix: "",
      queryOptions: { google: { taskType: "RETRIEVAL_QUERY" } },
      documentOptions: { google: { taskType: "RETRIEVAL_DOCUMENT" } },
    });
    await embedder.embedQuery("when?", never);
    await embedder.embedDocuments(["a".repeat(100), ""], never);
    expect(model.doEmbedCalls.map(({ providerOptions, values }) => [providerOptions, values])).toEqual([
      [{ google: { taskType: "RETRIEVAL_QUERY" } }, ["when?"]],
      [{ google: { taskType: "RETRIEVAL_DOCUMENT" } }, ["a".repeat(32), "."]],
    ]);
  });
});
