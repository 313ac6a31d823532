import assert from "node:assert/strict";
import {
  type AccessScope,
  everything,
  type FailedFile,
  MAX_FAILED_FILES,
  never,
  type StateStore,
} from "../core/index.ts";

const failure = (uri: string, given: Partial<FailedFile> = {}): FailedFile => ({
  collection: "default",
  uri,
  code: "load-failed",
  message: "Fünf 🦊 cannot be read.",
  failedAt: "2026-01-01T00:00:00.000Z",
  accessLabels: [],
  ...given,
});

const change = (failed: readonly FailedFile[], settled: readonly string[] = []) => ({
  collection: "default",
  settled,
  failed,
});

/** Cases of `stateContract` about files that were not added. */
export const stateFailureCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "lists failed files by URI, each with its last failure, until they are settled",
    async check(state) {
      const list = () => state.listFailures({ collection: "default", scope: everything }, never);
      assert.deepEqual(await list(), []);
      const [a, b] = [failure("file:///a", { hint: "Repair it.", source: "file:///" }), failure("file:///b")];
      const notes = failure("file:///a", { collection: "notes" });
      await state.keepFailures(change([failure("file:///b", { code: "too-large" })]), never);
      await state.keepFailures(change([b, a]), never);
      await state.keepFailures({ ...change([notes]), collection: "notes" }, never);
      assert.deepEqual(await list(), [a, b]);
      await state.keepFailures(change([], ["file:///a", "file:///unknown"]), never);
      assert.deepEqual(await list(), [b]);
      assert.deepEqual(await state.listFailures({ collection: "notes", scope: everything }, never), [notes]);
    },
  },
  {
    name: "shows a failed file only to readers of one of its labels",
    async check(state) {
      const [open, hr] = [failure("file:///a"), failure("file:///b", { accessLabels: ["hr", "ward"] })];
      await state.keepFailures(change([open, hr]), never);
      const seen = async (scope: AccessScope) => state.listFailures({ collection: "default", scope }, never);
      assert.deepEqual(await seen({ kind: "labels", labels: ["ward"] }), [open, hr]);
      assert.deepEqual(await seen({ kind: "labels", labels: ["it"] }), [open]);
    },
  },
  {
    name: "stores the latest failed files of a collection up to their maximum number",
    async check(state) {
      const many = Array.from({ length: MAX_FAILED_FILES }, (_, index) => failure(`file:///${index + 1_000}`));
      await state.keepFailures(change(many), never);
      await state.keepFailures(change([failure("file:///0")]), never);
      const uris = (await state.listFailures({ collection: "default", scope: everything }, never)).map(
        ({ uri }) => uri,
      );
      assert.deepEqual(uris, ["file:///0", ...many.slice(1).map(({ uri }) => uri)]);
    },
  },
];
