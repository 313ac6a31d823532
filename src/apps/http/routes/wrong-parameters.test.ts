import { describe, expect, it } from "vitest";
import { z } from "zod";
import { authorization, keyOf, serverOf } from "../fixtures/server-of.ts";

/** Too long for a name, and no id. */
const WRONG = `Wrong!${"x".repeat(300)}`;
const { call, logged } = serverOf({ checkKey: async () => keyOf({ permission: "admin" }) }, { isOpen: false });
const description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

describe("a wrong parameter in a path", () => {
  it("is named with 400 by every call, also by those whose response is a file or a stream", async () => {
    const { paths } = description.parse(await (await call("/api/openapi.json")).json());
    const calls = Object.entries(paths).flatMap(([path, operations]) =>
      path.includes("{") ? Object.keys(operations).map((method) => [method, path] as const) : [],
    );
    expect(calls.length).toBeGreaterThan(20);
    for (const [method, path] of calls) {
      const hasBody = method !== "get" && method !== "delete";
      const isUpload = method === "post" && path.endsWith("/documents");
      const type = isUpload ? "multipart/form-data; boundary=b" : "application/json";
      const response = await call(path.replaceAll(/\{\w+\}/g, WRONG), {
        method: method.toUpperCase(),
        headers: { authorization, "content-type": type },
        body: hasBody ? "{}" : null,
      });
      const problem: unknown = await response.json();
      expect([method, path, problem]).toMatchObject([
        method,
        path,
        { status: 400, code: "invalid-argument", argument: expect.any(String) },
      ]);
    }
    expect(logged.filter((entry) => JSON.stringify(entry).includes("unexpected"))).toEqual([]);
  });
});
