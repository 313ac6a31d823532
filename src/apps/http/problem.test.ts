import { describe, expect, it } from "vitest";
import { post, serverOf } from "./fixtures/server-of.ts";

const path = "/api/v1/collections/default/search";
const { call } = serverOf({ search: async () => ({ hits: [], warnings: [], trace: [] }) });

describe("what the server says of a wrong call", () => {
  it("names a field that it does not know, and the one that may have been meant", async () => {
    const response = await call(path, post({ query: "key", limt: 3 }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "invalid-argument",
      detail: 'There is no field "limt" here. Did you mean "limit"?',
      hint: expect.stringContaining("/api/docs"),
    });
  });

  it("names a field that is out of its bounds", async () => {
    const response = await call(path, post({ query: "key", limit: 101 }));
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringMatching(/^"limit" .*<=100/) });
  });

  it("says how bodies are sent where one is of another kind or broken", async () => {
    const of = (headers: Record<string, string>, body: string) => call(path, { method: "POST", headers, body });
    const plain = await of({ "content-type": "text/plain" }, '{"query":"key"}');
    expect(await plain.json()).toMatchObject({ status: 415, code: "unsupported-media-type", hint: expect.any(String) });
    const broken = await of({ "content-type": "application/json" }, '{"query":');
    expect(await broken.json()).toMatchObject({ status: 400, code: "invalid-argument", hint: expect.any(String) });
  });

  it("has a code of its own for an address or a method that it does not have", async () => {
    for (const response of [await call("/api/v1/nothing"), await call(path, { method: "PUT" })])
      expect([response.status, await response.json()]).toMatchObject([404, { code: "address-not-found" }]);
  });
});
