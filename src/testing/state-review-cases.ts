import assert from "node:assert/strict";
import { type AccessScope, everything, type KeptReview, never, type StateStore } from "../core/index.ts";

const labels = (...names: readonly string[]): AccessScope => ({ kind: "labels", labels: names });
const bounds = { limit: 10, limitOfCaller: 10, forgetBefore: "2026-01-01T00:00:00.000Z" };

const review = (id: string, given: Partial<KeptReview> = {}): KeptReview => ({
  id,
  collection: "default",
  question: "Fünf 🦊?",
  status: "waiting",
  createdAt: "2026-01-02T00:00:00.000Z",
  caller: "k1",
  scope: everything,
  record: JSON.stringify({ id, text: "zwölf \u0000" }),
  ...given,
});

const keep = async (state: StateStore, ...reviews: readonly KeptReview[]) => {
  for (const one of reviews) await state.keepReview(one, bounds, never);
};
const idsOf = (reviews: readonly KeptReview[]) => reviews.map(({ id }) => id);
const list = async (state: StateStore, query: Partial<Parameters<StateStore["listReviews"]>[0]> = {}) =>
  idsOf(await state.listReviews({ scope: everything, limit: 10, ...query }, never));

/** Cases of `stateContract` about answers that wait for a person. */
export const stateReviewCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "returns cases exactly, latest first, by status, caller and collection",
    async check(state) {
      const later = review("b", { createdAt: "2026-01-03T00:00:00.000Z", caller: "k2", collection: "notes" });
      await keep(state, review("a"), later);
      assert.deepEqual(await state.readReview({ id: "b", scope: everything }, never), later);
      assert.deepEqual(await state.listReviews({ scope: everything, limit: 10 }, never), [later, review("a")]);
      assert.deepEqual(await list(state, { limit: 1 }), ["b"]);
      assert.deepEqual(await list(state, { caller: "k1" }), ["a"]);
      assert.deepEqual(await list(state, { collections: ["notes"] }), ["b"]);
      assert.deepEqual(await list(state, { collections: ["default", "notes"] }), ["b", "a"]);
      assert.deepEqual(await list(state, { collections: ["default"], limit: 1 }), ["a"]);
      assert.deepEqual(await list(state, { collections: [] }), []);
      assert.deepEqual(await list(state, { status: "approved" }), []);
      assert.equal(await state.readReview({ id: "c", scope: everything }, never), undefined);
    },
  },
  {
    name: "decides a case once",
    async check(state) {
      await keep(state, review("a"));
      const decision = { id: "a", scope: everything, decidedAt: "2026-01-04T00:00:00.000Z", decidedBy: "k9" } as const;
      assert.equal(await state.decideReview({ ...decision, status: "approved" }, never), true);
      assert.equal(await state.decideReview({ ...decision, status: "rejected" }, never), false);
      assert.equal(await state.decideReview({ ...decision, id: "x", status: "rejected" }, never), false);
      const { decidedAt, decidedBy } = decision;
      const decided = review("a", { status: "approved", decidedAt, decidedBy });
      assert.deepEqual(await state.readReview({ id: "a", scope: everything }, never), decided);
      assert.deepEqual(await list(state, { status: "approved" }), ["a"]);
    },
  },
  {
    name: "hides a case of a wider scope than the reader's, and does not let that reader decide it",
    async check(state) {
      await keep(state, review("a"), review("b", { scope: labels("staff") }));
      assert.deepEqual(await list(state, { scope: labels("staff", "board") }), ["b"]);
      assert.equal(await state.readReview({ id: "a", scope: labels("staff") }, never), undefined);
      const decision = { id: "a", scope: labels("staff"), decidedAt: "", decidedBy: "k9", status: "approved" } as const;
      assert.equal(await state.decideReview(decision, never), false);
    },
  },
  {
    name: "never removes a waiting case: it removes decided ones, and refuses new ones when all wait",
    async check(state) {
      const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
      await keep(state, review("a", { createdAt: at(2) }), review("b", { createdAt: at(3) }));
      await keep(state, review("c", { createdAt: at(4) }), review("d", { createdAt: at(5) }));
      const decision = { scope: everything, decidedAt: at(6), decidedBy: "k9", status: "rejected" } as const;
      await state.decideReview({ ...decision, id: "a" }, never);
      await state.decideReview({ ...decision, id: "d" }, never);

      // "a" is old and decided, "b" is old and waits. "d" is decided, and beyond the limit.
      const few = { limit: 3, limitOfCaller: 10, forgetBefore: at(4) };
      assert.equal(await state.keepReview(review("e", { createdAt: at(6) }), few, never), "kept");
      assert.deepEqual(await list(state), ["e", "c", "b"]);
      assert.equal(await state.keepReview(review("f", { createdAt: at(7) }), few, never), "full");
      assert.deepEqual(await list(state), ["e", "c", "b"]);
    },
  },
  {
    name: "refuses a case of a caller with too many waiting ones, and keeps those of others",
    async check(state) {
      await keep(state, review("a"), review("b"));
      const few = { ...bounds, limitOfCaller: 2 };
      assert.equal(await state.keepReview(review("c"), few, never), "full-of-caller");
      assert.equal(await state.keepReview(review("d", { caller: "k2" }), few, never), "kept");
      assert.deepEqual(await list(state), ["d", "b", "a"]);
    },
  },
];
