import { describe, expect, it } from "vitest";
import { type AccessKey, defined, everything } from "../../../core/index.ts";
import type { NewKey } from "../../../server/index.ts";
import { callerOf, keyOf } from "../fixtures/server-of.ts";

const board = { kind: "labels", labels: ["board"] } as const;

describe("the keys of a server", () => {
  it("are listed and created only for administrators", async () => {
    for (const permission of ["read", "write"] as const) {
      const call = callerOf({ permission }, { keys: async () => [keyOf()] });
      expect((await call("GET", "/keys")).status).toBe(403);
      expect((await call("POST", "/keys", { name: "mine" })).status).toBe(403);
      expect((await call("DELETE", "/keys/k1")).status).toBe(403);
    }
  });

  it("are created as requested, and shown only once", async () => {
    const made: NewKey[] = [];
    const call = callerOf(
      { permission: "admin" },
      {
        addKey: async (key) => {
          made.push(key);
          return {
            key: keyOf(defined({ id: "k2", name: key.name, scope: key.scope })),
            token: "lyd_new",
          };
        },
        keys: async () => [keyOf({ id: "k2", scope: board })],
      },
    );
    const { status, body, response } = await call("POST", "/keys", { name: " desk ", labels: ["board"] });
    expect([status, body]).toMatchObject([
      200,
      { token: "lyd_new", key: { id: "k2", name: "desk", labels: ["board"] } },
    ]);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(made).toMatchObject([{ name: "desk", permission: "read", scope: board }]);
    const listed = await call("GET", "/keys");
    expect(listed.body).toMatchObject({ keys: [{ id: "k2", labels: ["board"] }] });
    expect(JSON.stringify(listed.body)).not.toContain("lyd_");
  });

  it("never give more access than the key that creates them, and are hidden from keys that give less", async () => {
    const all = [
      keyOf({ id: "whole" }),
      keyOf({ id: "own", scope: board, collections: ["handbook"] }),
      keyOf({ id: "other", scope: board, collections: ["secret"] }),
      keyOf({ id: "wider", scope: everything, collections: ["handbook"] }),
    ];
    const revoked: string[] = [];
    const calls = {
      keys: async (): Promise<readonly AccessKey[]> => all,
      addKey: async () => ({ key: keyOf(), token: "lyd_new" }),
      revokeKey: async (id: string) => {
        revoked.push(id);
        return keyOf({ id, scope: board });
      },
    };
    const call = callerOf({ permission: "admin", scope: board, collections: ["handbook"] }, calls);
    expect((await call("GET", "/keys")).body).toMatchObject({ keys: [{ id: "own" }] });
    for (const wide of [
      { name: "x" },
      { name: "x", labels: ["board"] },
      { name: "x", collections: ["handbook"] },
      { name: "x", collections: ["handbook"], labels: ["board", "staff"] },
    ])
      expect((await call("POST", "/keys", wide)).status).toBe(403);
    expect((await call("POST", "/keys", { name: "x", collections: ["handbook"], labels: ["board"] })).status).toBe(200);
    for (const id of ["whole", "other", "wider", "unknown"]) {
      const { status, body } = await call("DELETE", `/keys/${id}`);
      expect([status, body]).toMatchObject([404, { code: "key-not-found" }]);
    }
    expect((await call("DELETE", "/keys/own")).status).toBe(200);
    expect(revoked).toEqual(["own"]);
  });
});
