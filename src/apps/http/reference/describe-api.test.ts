import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { serverOf } from "../fixtures/server-of.ts";
import type { OpenApiDocument } from "./open-api-document.ts";

const { app, call: get } = serverOf({}, { isOpen: false });
const read = async (): Promise<OpenApiDocument> => {
  const document: OpenApiDocument = JSON.parse(await (await get("/api/openapi.json")).text());
  return document;
};

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1, and needs no key", async () => {
    const { valid, errors } = await new Validator().validate({ ...(await read()) });
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it("describes every route, and only existing routes", async () => {
    const { paths } = await read();
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
    );
    const routes = app.routes.filter(
      ({ method, path }) => method !== "ALL" && /^\/(api\/v1\/|healthz|metrics)/.test(path) && !path.includes("*"),
    );
    expect([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(documented.sort());
  });

  it("gives every call a unique name and a tag, and refers only to existing schemas", async () => {
    const document = await read();
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { tags, summary } of operations) expect([tags.length, summary === ""]).toEqual([1, false]);
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(referred.length).toBeGreaterThan(20);
    const there = Object.keys(document.components.schemas);
    expect(referred.map(([, name]) => name).filter((name) => !there.includes(name ?? ""))).toEqual([]);
  });

  it("describes optional fields of bodies and queries as optional", async () => {
    const { components, paths } = await read();
    expect(components.schemas.SearchRequest).toMatchObject({ required: ["query"], additionalProperties: false });
    expect(components.schemas.Hit).toMatchObject({ required: expect.not.arrayContaining(["highlights"]) });
    const { parameters = [] } = paths["/api/v1/collections/{collection}/documents"]?.get ?? {};
    expect(parameters.find(({ name }) => name === "collection")?.required).toBe(true);
    const optional = parameters.filter(({ required }) => required === false).map(({ name }) => name);
    expect(optional).toEqual(expect.arrayContaining(["limit", "cursor", "where", "text", "sort"]));
  });

  it("is a page without scripts, with a style sheet of this server", async () => {
    const { components } = await read();
    const page = await get("/api/docs");
    const text = await page.text();
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(text).not.toMatch(/<script|style=|https?:\/\//);
    for (const name of Object.keys(components.schemas)) expect(text).toContain(`id="shape-${name}"`);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, target = ""]) => target);
    expect(targets.filter((target) => !text.includes(`id="${target}"`))).toEqual([]);
    const [, style = ""] = /rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    const css = await get(style);
    expect([css.status, css.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  });
});
