import assert from "node:assert/strict";
import { type AccessScope, everything, never, type StateStore } from "../core/index.ts";

const labels = (...names: readonly string[]): AccessScope => ({ kind: "labels", labels: names });

interface Said {
  readonly id?: string;
  readonly name?: string;
  readonly caller?: string;
  readonly collection?: string;
  readonly scope?: AccessScope;
  readonly at?: string;
}

/** Adds a turn whose record is `said`. */
function say(state: StateStore, said: string, given: Said = {}): Promise<void> {
  const { id = "s1", name = "keys", caller = "local", collection = "default" } = given;
  const { scope = everything, at = "2026-01-02T00:00:00.000Z" } = given;
  return state.keepTurn({ conversation: { id, name, caller, collection, scope }, askedAt: at, record: said }, never);
}

const read = async (state: StateStore, id: string, { scope = everything, limit = 10 } = {}) =>
  (await state.readTurns({ id, scope, limit }, never)).map(({ record }) => record);

/** Cases of `stateContract` about conversations. */
export const conversationCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "stores the turns of a conversation in order, and reads the last ones",
    async check(state) {
      assert.deepEqual(await read(state, "s1"), []);
      await say(state, "one 🦊");
      await say(state, "two", { id: "s2", at: "2026-01-03T00:00:00.000Z" });
      await say(state, "three");
      assert.deepEqual(await read(state, "s1"), ["one 🦊", "two", "three"]);
      assert.deepEqual(await read(state, "s1", { limit: 2 }), ["two", "three"]);
      assert.deepEqual(await read(state, "s2"), []);
    },
  },
  {
    name: "refuses a conversation or a turn beyond the quotas of its caller, and keeps those of others",
    async check(state) {
      const quotas = { conversations: { maxItems: 2, maxBytes: 1_000 }, turns: { maxItems: 3, maxBytes: 1_000 } };
      const add = (id: string, caller = "k1") => {
        const conversation = { id, name: id, caller, collection: "default", scope: everything };
        const turn = { conversation, askedAt: "2026-01-02T00:00:00.000Z", record: "said", quotas };
        return state.keepTurn(turn, never);
      };
      await add("s1");
      await add("s2");
      await assert.rejects(add("s3"), { code: "quota-exceeded" });
      await add("s2");
      await assert.rejects(add("s2"), { code: "quota-exceeded" });
      await add("s4", "k2");
      assert.deepEqual([await read(state, "s2"), await read(state, "s3")], [["said", "said"], []]);
      await state.removeConversation({ id: "s1", scope: everything }, never);
      await add("s2");
    },
  },
  {
    name: "lists conversations with their number of turns, last used first",
    async check(state) {
      await say(state, "one", { at: "2026-01-01T00:00:00.000Z" });
      await say(state, "two", { id: "s2", name: "badges", at: "2026-01-02T00:00:00.000Z" });
      await say(state, "three", { at: "2026-01-03T00:00:00.000Z" });
      const [first, second] = [
        ...["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"].map((startedAt, index) => ({
          id: `s${index + 1}`,
          name: ["keys", "badges"][index],
          caller: "local",
          collection: "default",
          scope: everything,
          startedAt,
          usedAt: index === 0 ? "2026-01-03T00:00:00.000Z" : startedAt,
          turns: index === 0 ? 2 : 1,
        })),
      ];
      assert.deepEqual(await state.listConversations({ limit: 10, scope: everything }, never), [first, second]);
      assert.deepEqual(await state.listConversations({ limit: 1, scope: everything }, never), [first]);
    },
  },
  {
    name: "separates conversations of one name by their scopes, regardless of the order of labels",
    async check(state) {
      await say(state, "of the whole");
      await say(state, "of both", { id: "s2", scope: labels("ward", "hr") });
      await say(state, "of both again", { id: "s3", scope: labels("hr", "ward") });
      assert.deepEqual(await read(state, "s2"), ["of both", "of both again"]);
      const seen = await state.listConversations({ limit: 10, scope: labels("it", "ward", "hr") }, never);
      assert.deepEqual(
        seen.map(({ id }) => id),
        ["s2"],
      );
      assert.deepEqual(await read(state, "s2", { scope: labels("ward") }), []);
      assert.equal(await state.removeConversation({ id: "s2", scope: labels("ward") }, never), false);
    },
  },
  {
    name: "separates conversations of one name by their callers and collections",
    async check(state) {
      await say(state, "of the user");
      await say(state, "of a key", { id: "s2", caller: "k1" });
      await say(state, "of a collection", { id: "s3", collection: "hr" });
      await say(state, "of a key in a collection", { id: "s4", caller: "k1", collection: "hr" });
      await say(state, "again", { id: "s5", caller: "k1", collection: "hr" });
      const idsOf = async (only: Pick<Said, "caller" | "collection">) =>
        (await state.listConversations({ limit: 10, scope: everything, ...only }, never)).map(({ id }) => id);
      assert.deepEqual(await idsOf({}), ["s4", "s3", "s2", "s1"]);
      assert.deepEqual(await idsOf({ caller: "k1" }), ["s4", "s2"]);
      assert.deepEqual(await idsOf({ collection: "hr" }), ["s4", "s3"]);
      assert.deepEqual(await idsOf({ caller: "local", collection: "hr" }), ["s3"]);
      assert.deepEqual(await read(state, "s2"), ["of a key"]);
      assert.deepEqual(await read(state, "s4"), ["of a key in a collection", "again"]);
    },
  },
  {
    name: "removes a conversation with its turns, and returns whether it existed",
    async check(state) {
      await say(state, "one");
      await say(state, "two", { id: "s2", name: "badges" });
      assert.equal(await state.removeConversation({ id: "s1", scope: everything }, never), true);
      assert.equal(await state.removeConversation({ id: "s1", scope: everything }, never), false);
      assert.deepEqual([await read(state, "s1"), await read(state, "s2")], [[], ["two"]]);
      await say(state, "anew", { id: "s4" });
      assert.deepEqual(await read(state, "s4"), ["anew"]);
    },
  },
];
