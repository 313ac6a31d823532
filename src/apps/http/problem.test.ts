import { describe, expect, it } from "vitest";
import { QueryTooComplexError } from "../../core/index.ts";
import { post, serverOf } from "./fixtures/server-of.ts";

const path = "/api/v1/collections/default/search";
const { call } = serverOf({ search: async () => ({ hits: [], warnings: [], trace: [] }) });

describe("errors of the HTTP API", () => {
  it("names an unknown field and suggests the nearest known one", async () => {
    const response = await call(path, post({ query: "key", limt: 3 }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "invalid-argument",
      detail: 'There is no field "limt" here. Did you mean "limit"?',
      hint: expect.stringContaining("/api/docs"),
    });
  });

  it("names a field that is out of range", async () => {
    const response = await call(path, post({ query: "key", limit: 101 }));
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringMatching(/^"limit" .*<=100/) });
  });

  it("says how to send a body if it has another type or is broken", async () => {
    const of = (headers: Record<string, string>, body: string) => call(path, { method: "POST", headers, body });
    const plain = await of({ "content-type": "text/plain" }, '{"query":"key"}');
    expect(await plain.json()).toMatchObject({ status: 415, code: "unsupported-media-type", hint: expect.any(String) });
    const broken = await of({ "content-type": "application/json" }, '{"query":');
    expect(await broken.json()).toMatchObject({ status: 400, code: "invalid-argument", hint: expect.any(String) });
  });

  it("gives 422 for a query that takes more work than a request may take", async () => {
    const search = async () => Promise.reject(new QueryTooComplexError("Too much.", { hint: "Ask for less." }));
    const response = await serverOf({ search }).call(path, post({ query: "key" }));
    expect([response.status, await response.json()]).toMatchObject([422, { code: "query-too-complex" }]);
  });

  it("uses the code address-not-found for an unknown address or method", async () => {
    for (const response of [await call("/api/v1/nothing"), await call(path, { method: "PUT" })])
      expect([response.status, await response.json()]).toMatchObject([404, { code: "address-not-found" }]);
  });
});
