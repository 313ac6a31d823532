import { describe, expect, it } from "vitest";
import { type LydianEvent, TooManyRequestsError } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import type { LydianServer } from "../../server/index.ts";
import { emptyStatus } from "./fixtures/empty-status.ts";
import { authorization, keyOf, post, serverOf } from "./fixtures/server-of.ts";

describe("the server", () => {
  it("rejects a call by an unknown host name", async () => {
    const { call } = serverOf({});
    for (const host of ["evil.example", "localhost.evil.example", "", "127.0.0.1@evil.example", "[::1"]) {
      const response = await call("/healthz", { headers: { host } });
      expect([host, response.status]).toEqual([host, 403]);
    }
    for (const host of ["localhost:4280", "127.0.0.1", "[::1]:80", "LOCALHOST"])
      expect((await call("/healthz", { headers: { host } })).status).toBe(200);
    const named = serverOf({}, { allowedHosts: ["answers.example"] });
    expect((await named.call("/healthz", { headers: { host: "answers.example" } })).status).toBe(200);
  });

  it("rejects a change from a page of another site, unless that site is allowed", async () => {
    const search = async () => ({ hits: [], warnings: [], trace: [] });
    const path = "/api/v1/collections/default/search";
    const from = async (headers: Record<string, string>, allowedOrigins: readonly string[] = []) =>
      (await serverOf({ search }, { allowedOrigins }).call(path, post({ query: "x" }, headers))).status;
    expect(await from({ origin: "https://evil.example" })).toBe(403);
    expect(await from({ origin: "null" })).toBe(403);
    expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await from({ origin: "http://localhost" })).toBe(200);
    expect(await from({})).toBe(200);
    expect(await from({ origin: "https://good.example" }, ["https://good.example"])).toBe(200);
  });

  it("does no work for a page of another site, which cannot read the response anyway", async () => {
    const { call } = serverOf({ savedAnswers: async () => [] }, { allowedOrigins: ["https://good.example"] });
    const read = async (path: string, headers: Record<string, string>) => (await call(path, { headers })).status;
    const answers = "/api/v1/answers";
    for (const path of [answers, "/api/v1/collections/default/examples", "/v1/models", "/mcp", "/metrics"])
      for (const site of ["cross-site", "same-site"])
        expect([path, site, await read(path, { "sec-fetch-site": site })]).toEqual([path, site, 403]);
    expect(await read(answers, { "sec-fetch-site": "cross-site", origin: "https://evil.example" })).toBe(403);
    expect(await read(answers, { "sec-fetch-site": "cross-site", origin: "https://good.example" })).toBe(200);
    for (const site of ["same-origin", "none"]) expect(await read(answers, { "sec-fetch-site": site })).toBe(200);
    expect(await read(answers, {})).toBe(200);
    // A link from anywhere may lead to the pages themselves.
    expect(await read("/api/docs", { "sec-fetch-site": "cross-site" })).toBe(200);
    expect(await read("/healthz", { "sec-fetch-site": "cross-site" })).toBe(200);
  });

  it("requires a key unless it is open, and always rejects an invalid key", async () => {
    const token = `lyd_${"0".repeat(16)}_${"a".repeat(43)}`;
    const calls = {
      status: async () => ({ ...emptyStatus, collections: [] }),
      checkKey: async (given: string) => (given === token ? keyOf() : undefined),
    };
    const status = async (isOpen: boolean, authorization?: string) => {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      return (await serverOf(calls, { isOpen }).call("/api/v1/collections", { headers })).status;
    };
    expect(await status(true)).toBe(200);
    expect(await status(false)).toBe(401);
    expect(await status(false, `Bearer ${token}`)).toBe(200);
    expect(await status(false, "Bearer lyd_wrong")).toBe(401);
    expect(await status(true, "Bearer lyd_wrong")).toBe(401);
  });

  it("takes a misspelled key for wrong, not for none, also if it is open", async () => {
    const token = `lyd_${"0".repeat(16)}_${"a".repeat(43)}`;
    const calls = {
      status: async () => ({ ...emptyStatus, collections: [] }),
      checkKey: async (given: string) => (given === token ? keyOf() : undefined),
    };
    const server = serverOf(calls);
    const status = async (headers: Record<string, string>) =>
      (await server.call("/api/v1/collections", { headers })).status;
    const misspelled = [
      `Bearer  ${token}`,
      `Bearer ${token}, Bearer y`,
      `Bearer "${token}"`,
      `Bearer ${token.toUpperCase()}`,
      `Bearer ${token.slice(4)}`,
      `Bearer l${token}`,
      `Bearer: ${token}`,
      `Basic ${btoa(`me:${token}`)}`,
      `Token ${token}`,
      `Bearer${token}`,
      token,
    ];
    for (const authorization of misspelled)
      expect([authorization, await status({ authorization })]).toEqual([authorization, 401]);
    for (const name of ["x-api-key", "api-key"]) expect([name, await status({ [name]: token })]).toEqual([name, 401]);

    // Clients of the OpenAI API send any token to a server that requires none.
    for (const authorization of ["", "Bearer", "Bearer none", "Bearer sk-proj-1234", `bearer ${token}`])
      expect([authorization, await status({ authorization })]).toEqual([authorization, 200]);
    expect(await status({ "x-api-key": "none" })).toBe(200);
  });

  it("passes the scope of the key to every call, and hides other collections", async () => {
    const scopes: unknown[] = [];
    const scope = { kind: "labels", labels: ["board"] } as const;
    const calls: Partial<Lydian & LydianServer> = {
      checkKey: async () => keyOf({ scope, collections: ["handbook"] }),
      search: async (_query, given) => {
        scopes.push(given?.scope);
        return { hits: [], warnings: [], trace: [] };
      },
    };
    const { call } = serverOf(calls, { isOpen: false });
    const ask = (name: string) => call(`/api/v1/collections/${name}/search`, post({ query: "x" }, { authorization }));
    expect((await ask("handbook")).status).toBe(200);
    expect(scopes).toEqual([scope]);
    const hidden = await ask("secret");
    expect([hidden.status, await hidden.json()]).toMatchObject([404, { code: "collection-not-found" }]);
    expect(scopes).toHaveLength(1);
  });

  it("rejects removals and uploads of a key that may only read", async () => {
    const calls = { checkKey: async () => keyOf() };
    const { call } = serverOf(calls, { isOpen: false });
    const removal = await call("/api/v1/collections/default/documents/d1", {
      method: "DELETE",
      headers: { authorization },
    });
    expect([removal.status, await removal.json()]).toMatchObject([403, { code: "not-permitted" }]);
    const form = new FormData();
    form.append("file", new Blob(["text"]), "a.txt");
    const upload = await call("/api/v1/collections/default/documents", {
      method: "POST",
      body: form,
      headers: { authorization },
    });
    expect(upload.status).toBe(403);
  });

  it("limits the requests of a key, and says when to retry", async () => {
    const calls = {
      checkKey: async () => keyOf(),
      search: async () => ({ hits: [], warnings: [], trace: [] }),
    };
    const { call } = serverOf(calls, { isOpen: false, requestsPerMinute: 2 });
    const ask = () => call("/api/v1/collections/default/search", post({ query: "x" }, { authorization }));
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  });

  it("passes the sender of a key to its check, and says when a rejected sender may retry", async () => {
    const senders: unknown[] = [];
    const checkKey: LydianServer["checkKey"] = async (_, options) => {
      senders.push(options?.sender);
      throw new TooManyRequestsError("10 wrong secrets of this key came.", { retryAfterSeconds: 42 });
    };
    const { app } = serverOf({ checkKey });
    const headers = { host: "localhost", authorization };
    const env = { incoming: { socket: { remoteAddress: "::ffff:192.0.2.7" } } };
    for (const path of ["/api/v1/collections", "/v1/models", "/mcp"]) {
      const response = await app.request(`http://localhost${path}`, { headers }, env);
      expect([path, response.status, response.headers.get("retry-after")]).toEqual([path, 429, "42"]);
    }
    expect(senders).toEqual(["192.0.2.7", "192.0.2.7", "192.0.2.7"]);
  });

  it("closes the connection of a request that failed before its end has arrived", async () => {
    const { app } = serverOf({});
    const closing = async (complete: boolean) => {
      const env = { incoming: { socket: {}, complete } };
      const response = await app.request("http://localhost/nowhere", { headers: { host: "localhost" } }, env);
      return response.headers.get("connection");
    };
    expect([await closing(false), await closing(true)]).toEqual(["close", null]);
  });

  it("sends a problem with its code, and no details of an unexpected error", async () => {
    const secret = async () => {
      throw new Error("the secret text of a document");
    };
    const { call, logged } = serverOf({ search: secret });
    const wrong = await call("/api/v1/collections/default/search", post({ query: "x", unknown: 1 }));
    expect(wrong.headers.get("content-type")).toBe("application/problem+json");
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: "invalid-argument" }]);
    const failed = await call("/api/v1/collections/default/search", post({ query: "x" }));
    const text = await failed.text();
    expect([failed.status, text.includes("secret")]).toEqual([500, false]);
    expect(JSON.parse(text)).toMatchObject({ code: "unexpected", requestId: failed.headers.get("x-request-id") });
    expect(logged.some((one) => JSON.stringify(one).includes("/collections/:collection/search"))).toBe(true);
    expect((await call("/nowhere")).status).toBe(404);
  });

  it("streams the events of an answer in order, with an error as the last one", async () => {
    const ask: Lydian["ask"] = async (_question, given) => {
      const event: LydianEvent = {
        type: "sentence-checked",
        answerId: "answer_1",
        text: "It costs €15.",
        layout: "sentence",
        verdict: "supported",
        why: "quoted",
        citations: [],
      };
      given?.onEvent?.({ type: "context-composed", answerId: "answer_1", passages: [] });
      given?.onEvent?.(event);
      throw new Error("cut off");
    };
    const { call } = serverOf({ ask });
    const path = "/api/v1/collections/default/ask";
    const response = await call(path, post({ question: "x" }, { accept: "text/event-stream" }));
    const names = [...(await response.text()).matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect(names).toEqual(["passages", "sentence", "verdict", "error"]);
  });
});
