import assert from "node:assert/strict";
import { never, type Quota, type StateStore } from "../core/index.ts";

const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, "0")}.000Z`;

interface Asked {
  readonly caller?: string;
  readonly key?: string;
  readonly fingerprint?: string;
  readonly now?: number;
  readonly forgetBefore?: number;
  readonly quota?: Quota;
}

const begin = (state: StateStore, asked: Asked = {}) => {
  const { caller = "k1", key = "one", fingerprint = "f", now = 5, forgetBefore = 0, quota } = asked;
  const times = { now: at(now), until: at(now + 10), forgetBefore: at(forgetBefore) };
  return state.beginCall({ caller, key, fingerprint, ...times, quota }, never);
};
const call = { caller: "k1", key: "one" };

/** Cases of `stateContract` about repeated calls. */
export const stateCallCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "begins a call once, and returns its response exactly",
    async check(state) {
      assert.deepEqual(await begin(state), { state: "begun" });
      assert.deepEqual(await begin(state, { now: 6 }), { state: "running" });
      await state.endCall({ ...call, status: 202, body: '{"of":"Fünf 🦊"}' }, never);
      assert.deepEqual(await begin(state, { now: 30 }), { state: "done", status: 202, body: '{"of":"Fünf 🦊"}' });
    },
  },
  {
    name: "refuses a new call beyond the quota of its caller, but repeats and forgets the earlier ones",
    async check(state) {
      const quota = { maxItems: 1, maxBytes: 1_000 };
      assert.deepEqual(await begin(state, { quota }), { state: "begun" });
      await state.endCall({ ...call, status: 202, body: "{}" }, never);
      await assert.rejects(begin(state, { key: "two", quota }), { code: "quota-exceeded" });
      assert.deepEqual(await begin(state, { quota }), { state: "done", status: 202, body: "{}" });
      assert.deepEqual(await begin(state, { caller: "k2", quota }), { state: "begun" });
      assert.deepEqual(await begin(state, { key: "two", quota, forgetBefore: 20, now: 30 }), { state: "begun" });
    },
  },
  {
    name: "separates the keys of two callers, and recognises a key of another request",
    async check(state) {
      assert.deepEqual(await begin(state), { state: "begun" });
      assert.deepEqual(await begin(state, { caller: "k2" }), { state: "begun" });
      assert.deepEqual(await begin(state, { key: "two" }), { state: "begun" });
      assert.deepEqual(await begin(state, { fingerprint: "g" }), { state: "other" });
      assert.deepEqual(await begin(state, { fingerprint: "g", now: 40 }), { state: "other" });
    },
  },
  {
    name: "begins a call again after it was dropped, expired or removed",
    async check(state) {
      await begin(state);
      await state.dropCall(call, never);
      assert.deepEqual(await begin(state, { fingerprint: "g" }), { state: "begun" });
      assert.deepEqual(await begin(state, { fingerprint: "g", now: 20 }), { state: "begun" });
      await state.endCall({ ...call, status: 200, body: "{}" }, never);
      assert.deepEqual(await begin(state, { now: 40, forgetBefore: 30 }), { state: "begun" });
    },
  },
];
