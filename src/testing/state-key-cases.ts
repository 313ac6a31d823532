import assert from "node:assert/strict";
import { type KeptKey, never, type StateStore } from "../core/index.ts";

const key = (id: string, given: Partial<KeptKey> = {}): KeptKey => ({
  id,
  name: "Zoë's laptop",
  permission: "read",
  scope: { kind: "everything" },
  createdAt: "2026-01-02T03:04:05.678Z",
  salt: Uint8Array.of(0, 1, 255),
  hash: Uint8Array.of(7, 0, 9),
  ...given,
});

/** Cases of `stateContract` about the keys of callers. */
export const stateKeyCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "returns a key as stored, and nothing for an unknown id",
    async check(state) {
      assert.equal(await state.readKey("a", never), undefined);
      assert.deepEqual(await state.listKeys(never), []);
      const limited = key("a", {
        permission: "write",
        collections: ["default", "notes"],
        scope: { kind: "labels", labels: ["board", "staff"] },
      });
      await state.keepKey(limited, never);
      assert.deepEqual(await state.readKey("a", never), limited);
      const none = key("b", { scope: { kind: "labels", labels: [] } });
      await state.keepKey(none, never);
      assert.deepEqual(await state.readKey("b", never), none);
    },
  },
  {
    name: "lists keys oldest first, equal times by id",
    async check(state) {
      const keys = [key("b"), key("c", { createdAt: "2026-01-01T00:00:00.000Z" }), key("a")];
      for (const one of keys) await state.keepKey(one, never);
      assert.deepEqual(
        (await state.listKeys(never)).map(({ id }) => id),
        ["c", "a", "b"],
      );
    },
  },
  {
    name: "rejects a second key with the same id, and leaves the first unchanged",
    async check(state) {
      await state.keepKey(key("a"), never);
      await assert.rejects(state.keepKey(key("a", { permission: "admin" }), never), { code: "invalid-argument" });
      assert.deepEqual(await state.readKey("a", never), key("a"));
    },
  },
  {
    name: "revokes a key once, and stores the time",
    async check(state) {
      await state.keepKey(key("a"), never);
      assert.equal(await state.revokeKey("a", "2026-02-03T00:00:00.000Z", never), true);
      assert.equal(await state.revokeKey("a", "2026-03-03T00:00:00.000Z", never), false);
      assert.equal(await state.revokeKey("b", "2026-02-03T00:00:00.000Z", never), false);
      assert.deepEqual(await state.readKey("a", never), key("a", { revokedAt: "2026-02-03T00:00:00.000Z" }));
    },
  },
  {
    name: "replaces the hash of a key, unless it has another one by now",
    async check(state) {
      await state.keepKey(key("a"), never);
      const fast = { salt: Uint8Array.of(5), hash: Uint8Array.of(6, 0) };
      await state.replaceHash(key("a"), fast, never);
      assert.deepEqual(await state.readKey("a", never), key("a", fast));
      await state.replaceHash(key("a"), { salt: Uint8Array.of(8), hash: Uint8Array.of(9) }, never);
      assert.deepEqual(await state.readKey("a", never), key("a", fast));
    },
  },
];
