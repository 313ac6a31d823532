import assert from "node:assert/strict";
import { type AccessScope, everything, type GuardExample, never, type StateStore } from "../core/index.ts";

const example = (answerId: string, given: Partial<GuardExample> = {}): GuardExample => ({
  answerId,
  collection: "default",
  stage: "input",
  guard: "topics",
  version: "1",
  verdict: "fail",
  action: "block",
  score: 0.9,
  types: ["DOSAGE"],
  text: "Fünf 🦊, not six?",
  givenAt: "2026-01-01T00:00:00.000Z",
  givenBy: "k1",
  ...given,
});

interface Keeping {
  readonly scope?: AccessScope;
  readonly limit?: number;
  readonly limitOfReader?: number;
}

const keep = (
  state: StateStore,
  one: GuardExample,
  { scope = everything, limit = 10, limitOfReader = 10 }: Keeping = {},
) => state.keepGuardExample({ ...one, scope }, { limit, limitOfReader }, never);
const list = (state: StateStore, { scope = everything, limit = 10 }: Keeping = {}, collection?: string) =>
  state.listGuardExamples({ scope, limit, collections: collection === undefined ? undefined : [collection] }, never);

/** Cases of `stateContract` about verdicts of guards that readers call wrong. */
export const stateGuardExampleCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "removes the oldest examples of a reader with too many, and none of others",
    async check(state) {
      const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
      const others = example("a", { givenBy: "k2", givenAt: at(1) });
      const own = [2, 3, 4].map((day) => example(`a${day}`, { givenAt: at(day) }));
      for (const one of [others, ...own]) await keep(state, one, { limitOfReader: 2 });
      assert.deepEqual(await list(state), [own[2], own[1], others]);
    },
  },
  {
    name: "returns labelled examples exactly, latest first, of one collection or of all",
    async check(state) {
      assert.deepEqual(await list(state), []);
      const first = example("a");
      const second = example("b", { collection: "notes", givenAt: "2026-01-02T00:00:00.000Z" });
      for (const one of [second, first]) await keep(state, one);
      assert.deepEqual(await list(state), [second, first]);
      assert.deepEqual(await list(state, { limit: 1 }), [second]);
      assert.deepEqual(await list(state, {}, "notes"), [second]);
    },
  },
  {
    name: "stores one labelled example for each reader, answer, stage and guard, and removes the oldest beyond the limit",
    async check(state) {
      await keep(state, example("a", { score: 0.1 }));
      await keep(state, example("a"));
      await keep(state, example("a", { guard: "secrets", givenAt: "2026-01-02T00:00:00.000Z" }));
      assert.equal((await list(state)).length, 2);
      assert.equal((await list(state))[1]?.score, 0.9);
      const last = example("b", { givenAt: "2026-01-03T00:00:00.000Z" });
      await keep(state, last, { limit: 1 });
      assert.deepEqual(await list(state), [last]);
    },
  },
  {
    name: "shows labelled examples only to scopes that cover them",
    async check(state) {
      const board: AccessScope = { kind: "labels", labels: ["board"] };
      await keep(state, example("a"), { scope: board });
      assert.equal((await list(state, { scope: board })).length, 1);
      assert.deepEqual(await list(state, { scope: { kind: "labels", labels: ["staff"] } }), []);
    },
  },
];
