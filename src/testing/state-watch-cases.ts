import assert from "node:assert/strict";
import { never, type StateStore, type Watch } from "../core/index.ts";

const watch = (uri: string, given: Partial<Watch> = {}): Watch => ({
  collection: "default",
  uri,
  since: "2026-01-01T00:00:00.000Z",
  ...given,
});

const problem = {
  since: "2026-01-02T00:00:00.000Z",
  code: "source-unavailable",
  message: "Fünf 🦊 are away.",
  hint: "Bring them back.",
};

/** Cases of `stateContract` about watched sources. */
export const stateWatchCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "lists watched sources by collection and URI, each once",
    async check(state) {
      assert.deepEqual(await state.listWatches(never), []);
      const [b, a] = [watch("file:///b/"), watch("file:///a/", { problem })];
      const notes = watch("file:///a/", { collection: "notes" });
      for (const one of [notes, b, a]) await state.keepWatch(one, never);
      await state.keepWatch(watch("file:///a/", { since: "2027-01-01T00:00:00.000Z" }), never);
      assert.deepEqual(await state.listWatches(never), [a, b, notes]);
    },
  },
  {
    name: "stores the problem of a watched source until it is solved, and ignores other sources",
    async check(state) {
      const [a, b] = [watch("file:///a/"), watch("file:///b/")];
      for (const one of [a, b]) await state.keepWatch(one, never);
      for (const one of [a, watch("file:///c/")]) await state.tellWatch({ ...one, problem }, never);
      assert.deepEqual(await state.listWatches(never), [{ ...a, problem }, b]);
      await state.tellWatch(a, never);
      assert.deepEqual(await state.listWatches(never), [a, b]);
    },
  },
  {
    name: "removes a watched source, and returns whether it existed",
    async check(state) {
      const [a, notes] = [watch("file:///a/"), watch("file:///a/", { collection: "notes" })];
      for (const one of [a, notes]) await state.keepWatch(one, never);
      assert.equal(await state.removeWatch(a, never), true);
      assert.equal(await state.removeWatch(a, never), false);
      assert.deepEqual(await state.listWatches(never), [notes]);
    },
  },
];
