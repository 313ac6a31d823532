import { createServer, type IncomingMessage, type Server } from "node:http";
import { MockRerankingModelV3 } from "ai/test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defined, never } from "../../core/index.ts";
import { rerankerContract } from "../../testing/reranker-contract.ts";
import { createModelReranker } from "./create-model-reranker.ts";
import { openProviderReranker } from "./open-provider-reranker.ts";

const KEY = "co-very-secret";
const passages = [
  { title: "", text: "a" },
  { title: "Title", text: "a long text" },
];

interface Request {
  readonly url: string | undefined;
  readonly body: { readonly query: string; readonly documents: readonly string[] };
  readonly headers: IncomingMessage["headers"];
}

let server: Server;
let baseUrl = "";
let requests: Request[] = [];
let statuses: number[] = [];

beforeEach(async () => {
  requests = [];
  statuses = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = JSON.parse(Buffer.concat(parts).toString("utf8"));
    requests.push({ url: request.url, body, headers: request.headers });
    response.writeHead(statuses.shift() ?? 200, { "content-type": "application/json", "retry-after-ms": "1" });
    const results = body.documents.map(({ length }: string, index: number) => ({ index, relevance_score: length }));
    response.end(JSON.stringify({ id: "1", results, meta: {}, message: KEY }));
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

const open = (apiKey?: string) => openProviderReranker(defined({ model: `cohere-compatible:${baseUrl}#m`, apiKey }));

describe("the contract of a reranker, over HTTP", () => {
  for (const { name, run } of rerankerContract(() => open())) it(name, run);
});

describe("a reranker of a service", () => {
  it("makes one request, with titles before texts and with the key", async () => {
    const ranked = await (await open(KEY)).rerank("why?", passages, { signal: never });
    expect(ranked.map(({ index }) => index)).toEqual([1, 0]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe("/v1/rerank");
    expect(requests[0]?.body).toMatchObject({ query: "why?", documents: ["a", "Title. a long text"] });
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it("describes a failure with a hint, without the key or the texts", async () => {
    statuses = [401];
    const error: unknown = await (await open(KEY))
      .rerank("why?", passages, { signal: never })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "rerank-failed", hint: expect.stringMatching(/key/) });
    expect(String(error)).toMatch(/answered 401/);
    expect(JSON.stringify([String(error), error])).not.toMatch(/secret|long text/);
  });

  it("needs a key for Cohere's own service, and a name in a known form", async () => {
    await expect(openProviderReranker({ model: "cohere:rerank-v3.5" })).rejects.toMatchObject({
      code: "invalid-settings",
      hint: expect.stringMatching(/COHERE_API_KEY/),
    });
    expect((await openProviderReranker({ model: "cohere:rerank-v3.5", apiKey: KEY })).id).toBe("cohere:rerank-v3.5");
    const wrong = openProviderReranker({ model: "cohere-compatible:http://me:pass@host" });
    await expect(wrong).rejects.toThrow(/"cohere-compatible:http:\/\/host" is not a name/);
  });
});

describe("a reranker over a model of the AI SDK", () => {
  it("rejects a ranking that omits a passage or names one twice", async () => {
    const rerankWith = (indexes: readonly number[]) =>
      createModelReranker(
        "mock",
        new MockRerankingModelV3({
          doRerank: async () => ({ ranking: indexes.map((index) => ({ index, relevanceScore: 0.5 })) }),
        }),
      ).rerank("why?", passages, { signal: never });
    expect(await rerankWith([1, 0])).toMatchObject([{ index: 0 }, { index: 1 }]);
    for (const indexes of [[0], [0, 0]]) {
      await expect(rerankWith(indexes)).rejects.toMatchObject({ code: "rerank-failed" });
    }
  });
});
