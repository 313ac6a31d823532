import assert from "node:assert/strict";
import {
  type AccessScope,
  everything,
  type KeptAnswer,
  type KeptCalibration,
  never,
  type PartialRecord,
  type StateStore,
} from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";
import { stateCallCases } from "./state-call-cases.ts";
import { conversationCases } from "./state-conversation-cases.ts";
import { stateFailureCases } from "./state-failure-cases.ts";
import { stateFeedbackCases } from "./state-feedback-cases.ts";
import { stateGuardExampleCases } from "./state-guard-example-cases.ts";
import { stateJobCases } from "./state-job-cases.ts";
import { stateKeyCases } from "./state-key-cases.ts";
import { stateReviewCases } from "./state-review-cases.ts";
import { stateWatchCases } from "./state-watch-cases.ts";

const kept = (id: string, given: Partial<KeptAnswer> = {}): KeptAnswer => ({
  id,
  collection: "default",
  question: "What does a lost key cost?",
  status: "grounded",
  caller: "k1",
  scope: everything,
  savedAt: "2026-01-02T03:04:05.678Z",
  record: JSON.stringify({ id, text: "Fünfzehn Euro 🦊 \u0000" }),
  ...given,
});

const all = (id: string) => ({ id, scope: everything });
const labels = (...names: readonly string[]): AccessScope => ({ kind: "labels", labels: names });
const key = (digit: string): string => digit.repeat(64);

const partial = (digit: string, given: Partial<PartialRecord> = {}): PartialRecord => ({
  key: key(digit),
  record: JSON.stringify({ digit }),
  keptAt: "2026-01-02T03:04:05.678Z",
  ...given,
});

const calibration = (collection: string, record = "[]"): KeptCalibration => ({
  collection,
  record,
  calibratedAt: "2026-01-02T03:04:05.678Z",
});

const summaryOf = ({ id, collection, question, status, savedAt }: KeptAnswer) => ({
  id,
  collection,
  question,
  status,
  savedAt,
});

/**
 * Cases that every `StateStore` must pass, for any test runner. Each case opens its own empty one and closes it.
 *
 * @param open    opens an empty state
 * @param remove  called after the state was closed, to remove everything that `open` created
 */
export function stateContract(
  open: () => Promise<StateStore>,
  remove: () => Promise<void> = async () => undefined,
): readonly ContractCase[] {
  return [
    ...cases,
    ...conversationCases,
    ...stateKeyCases,
    ...stateJobCases,
    ...stateFeedbackCases,
    ...stateGuardExampleCases,
    ...stateCallCases,
    ...stateWatchCases,
    ...stateFailureCases,
    ...stateReviewCases,
  ].map(({ name, check }) => ({
    name,
    run: async () => {
      const state = await open();
      try {
        await check(state);
      } finally {
        await state.close();
        await remove();
      }
    },
  }));
}

const cases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "returns stored answers exactly, and nothing for an unknown id",
    async check(state) {
      assert.equal(await state.readAnswer(all("a"), never), undefined);
      assert.deepEqual(await state.listAnswers({ limit: 10, scope: everything }, never), []);
      await state.keepAnswer(kept("a"), never);
      assert.deepEqual(await state.readAnswer(all("a"), never), kept("a"));
      assert.equal(await state.readAnswer(all("b"), never), undefined);
    },
  },
  {
    name: "lists the latest answers first, equal times by id, up to the limit",
    async check(state) {
      const answers = [
        kept("a", { savedAt: "2026-01-03T00:00:00.000Z", status: "abstained" }),
        kept("b"),
        kept("c"),
        kept("d", { savedAt: "2026-01-01T00:00:00.000Z", collection: "notes" }),
      ];
      for (const answer of answers) await state.keepAnswer(answer, never);
      const [a, b, c, d] = answers.map(summaryOf);
      assert.deepEqual(await state.listAnswers({ limit: 10, scope: everything }, never), [a, c, b, d]);
      assert.deepEqual(await state.listAnswers({ limit: 2, scope: everything }, never), [a, c]);
    },
  },
  {
    name: "rejects a second answer with the same id, and leaves the first unchanged",
    async check(state) {
      await state.keepAnswer(kept("a"), never);
      const again = state.keepAnswer(kept("a", { question: "Another?" }), never);
      await assert.rejects(again, { code: "invalid-argument" });
      assert.deepEqual(await state.readAnswer(all("a"), never), kept("a"));
    },
  },
  {
    name: "removes an answer, and returns whether it existed",
    async check(state) {
      await state.keepAnswer(kept("a"), never);
      await state.keepAnswer(kept("b"), never);
      assert.equal(await state.removeAnswer(all("a"), never), true);
      assert.equal(await state.removeAnswer(all("a"), never), false);
      assert.deepEqual(await state.listAnswers({ limit: 10, scope: everything }, never), [summaryOf(kept("b"))]);
    },
  },
  {
    name: "shows an answer only to readers of its whole scope",
    async check(state) {
      await state.keepAnswer(kept("whole"), never);
      await state.keepAnswer(kept("both", { scope: labels("ward", "hr") }), never);
      await state.keepAnswer(kept("ward", { scope: labels("ward") }), never);
      await state.keepAnswer(kept("open", { scope: labels() }), never);
      const seen = async (scope: AccessScope) =>
        (await state.listAnswers({ limit: 10, scope }, never)).map(({ id }) => id);
      assert.deepEqual(await seen(everything), ["whole", "ward", "open", "both"]);
      assert.deepEqual(await seen(labels("hr", "ward", "it")), ["ward", "open", "both"]);
      assert.deepEqual(await seen(labels("ward")), ["ward", "open"]);
      assert.deepEqual(await seen(labels()), ["open"]);
      const reader = labels("ward");
      assert.deepEqual((await state.readAnswer({ id: "ward", scope: reader }, never))?.scope, reader);
      assert.equal(await state.readAnswer({ id: "both", scope: reader }, never), undefined);
      assert.equal(await state.removeAnswer({ id: "both", scope: reader }, never), false);
      assert.notEqual(await state.readAnswer(all("both"), never), undefined);
    },
  },
  {
    name: "removes an answer of another caller only if no caller is named",
    async check(state) {
      await state.keepAnswer(kept("a"), never);
      assert.equal(await state.removeAnswer({ ...all("a"), caller: "k2" }, never), false);
      assert.deepEqual(await state.readAnswer(all("a"), never), kept("a"));
      assert.equal(await state.removeAnswer({ ...all("a"), caller: "k1" }, never), true);
      await state.keepAnswer(kept("b"), never);
      assert.equal(await state.removeAnswer(all("b"), never), true);
    },
  },
  {
    name: "refuses an answer beyond its caller's quota of items or bytes, and keeps those of others",
    async check(state) {
      const two = { maxItems: 2, maxBytes: 1_000_000 };
      await state.keepAnswer({ ...kept("a"), quota: two }, never);
      await state.keepAnswer({ ...kept("b"), quota: two }, never);
      await assert.rejects(state.requireRoom("answers", "k1", two, never), { code: "quota-exceeded" });
      await assert.rejects(state.keepAnswer({ ...kept("c"), quota: two }, never), { code: "quota-exceeded" });
      assert.equal(await state.readAnswer(all("c"), never), undefined);

      await state.keepAnswer({ ...kept("d", { caller: "k2" }), quota: two }, never);
      await state.removeAnswer(all("a"), never);
      await state.keepAnswer({ ...kept("c"), quota: two }, never);
      const few = { maxItems: 10, maxBytes: 2 * Buffer.byteLength(kept("a").record) };
      await assert.rejects(state.requireRoom("answers", "k1", few, never), { code: "quota-exceeded" });
      await state.requireRoom("answers", "k2", few, never);
      await state.requireRoom("answers", "k1", undefined, never);
      await state.keepAnswer(kept("e"), never);
    },
  },
  {
    name: "lists only answers from the given collections, before it counts",
    async check(state) {
      await state.keepAnswer(kept("a", { savedAt: "2026-01-01T00:00:00.000Z", collection: "notes" }), never);
      for (const id of ["b", "c"]) await state.keepAnswer(kept(id), never);
      const list = async (...collections: readonly string[]) =>
        (await state.listAnswers({ limit: 2, scope: everything, collections }, never)).map(({ id }) => id);
      assert.deepEqual(await list("notes"), ["a"]);
      assert.deepEqual(await list("notes", "default"), ["c", "b"]);
      assert.deepEqual(await list(), []);
    },
  },
  {
    name: "returns the last partial result of a key exactly, and nothing for an unknown key",
    async check(state) {
      assert.equal(await state.readPartial(key("a"), never), undefined);
      await state.keepPartial(partial("a"), never);
      await state.keepPartial(partial("a", { record: "ü🦊 \u0000" }), never);
      assert.deepEqual(await state.readPartial(key("a"), never), partial("a", { record: "ü🦊 \u0000" }));
      assert.equal(await state.readPartial(key("b"), never), undefined);
    },
  },
  {
    name: "removes partial results before a time, or all of them, and leaves the answers",
    async check(state) {
      await state.keepAnswer(kept("a"), never);
      await state.keepPartial(partial("a", { keptAt: "2026-01-01T00:00:00.000Z" }), never);
      await state.keepPartial(partial("b"), never);
      assert.equal(await state.forgetPartials("2026-01-02T00:00:00.000Z", never), 1);
      assert.equal(await state.readPartial(key("a"), never), undefined);
      assert.deepEqual(await state.readPartial(key("b"), never), partial("b"));
      assert.equal(await state.forgetPartials(undefined, never), 1);
      assert.equal(await state.forgetPartials(undefined, never), 0);
      assert.deepEqual(await state.readAnswer(all("a"), never), kept("a"));
    },
  },
  {
    name: "stores only the last calibration of a collection, until it is removed",
    async check(state) {
      assert.equal(await state.readCalibration("a", never), undefined);
      await state.keepCalibration(calibration("a", "first"), never);
      await state.keepCalibration(calibration("b", "Fünf 🦊"), never);
      await state.keepCalibration(calibration("a", "second"), never);
      assert.deepEqual(await state.readCalibration("a", never), calibration("a", "second"));
      assert.equal(await state.removeCalibration("a", never), true);
      assert.equal(await state.removeCalibration("a", never), false);
      assert.equal(await state.readCalibration("a", never), undefined);
      assert.deepEqual(await state.readCalibration("b", never), calibration("b", "Fünf 🦊"));
    },
  },
  {
    name: "stops with the signal's reason and changes nothing",
    async check(state) {
      const reason = new Error("stopped by the caller");
      const stopped = AbortSignal.abort(reason);
      await assert.rejects(state.keepCalibration(calibration("a"), stopped), reason);
      assert.equal(await state.readCalibration("a", never), undefined);
      await assert.rejects(state.keepAnswer(kept("a"), stopped), reason);
      await assert.rejects(state.listAnswers({ limit: 1, scope: everything }, stopped), reason);
      assert.equal(await state.readAnswer(all("a"), never), undefined);
    },
  },
];
