import assert from "node:assert/strict";
import { type AccessScope, everything, type Feedback, never, type StateStore } from "../core/index.ts";

const labels = (...names: readonly string[]): AccessScope => ({ kind: "labels", labels: names });

const feedback = (answerId: string, given: Partial<Feedback> = {}): Feedback => ({
  answerId,
  collection: "default",
  rating: "up",
  givenAt: "2026-01-01T00:00:00.000Z",
  givenBy: "k1",
  ...given,
});

const keep = (state: StateStore, one: Feedback, scope: AccessScope = everything) =>
  state.keepFeedback({ ...one, scope }, never);
const list = (state: StateStore, { scope = everything, collection = "default", limit = 10 } = {}) =>
  state.listFeedback({ scope, collection, limit }, never);

/** Cases of `stateContract` about ratings of answers. */
export const stateFeedbackCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "returns the feedback of one collection exactly, latest first",
    async check(state) {
      assert.deepEqual(await list(state), []);
      const first = feedback("a", { reason: "Fünf 🦊, not six", rating: "down" });
      const second = feedback("b", { givenAt: "2026-01-02T00:00:00.000Z" });
      for (const one of [first, second, feedback("c", { collection: "notes" })]) await keep(state, one);
      assert.deepEqual(await list(state), [second, first]);
      assert.deepEqual(await list(state, { limit: 1 }), [second]);
      assert.deepEqual(await list(state, { collection: "notes" }), [feedback("c", { collection: "notes" })]);
    },
  },
  {
    name: "refuses a new rating beyond the quota of its reader, and still replaces an earlier one",
    async check(state) {
      const quota = { maxItems: 2, maxBytes: 1_000 };
      const rate = (one: Feedback) => state.keepFeedback({ ...one, scope: everything, quota }, never);
      await rate(feedback("a"));
      await rate(feedback("b"));
      await assert.rejects(rate(feedback("c")), { code: "quota-exceeded" });
      await rate(feedback("b", { rating: "down", reason: "x".repeat(1_000) }));
      await rate(feedback("c", { givenBy: "k2" }));
      assert.equal((await list(state)).length, 3);
    },
  },
  {
    name: "stores the last rating of each reader on an answer",
    async check(state) {
      await keep(state, feedback("a", { reason: "Right." }));
      await keep(state, feedback("a", { rating: "down" }));
      await keep(state, feedback("a", { givenBy: "k2" }));
      assert.deepEqual(await list(state), [feedback("a", { rating: "down" }), feedback("a", { givenBy: "k2" })]);
    },
  },
  {
    name: "hides feedback of a wider scope than the reader's",
    async check(state) {
      await keep(state, feedback("a"));
      await keep(state, feedback("b"), labels("board", "staff"));
      await keep(state, feedback("c"), labels("staff"));
      const seen = async (scope: AccessScope) => (await list(state, { scope })).map(({ answerId }) => answerId);
      assert.deepEqual(await seen(everything), ["c", "b", "a"]);
      assert.deepEqual(await seen(labels("staff", "board")), ["c", "b"]);
      assert.deepEqual(await seen(labels("staff")), ["c"]);
    },
  },
];
