import assert from "node:assert/strict";
import { type EntailmentModel, never } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const pairs = [
  { premise: "The clinic opens at 8:00.", hypothesis: "The clinic opens in the morning." },
  { premise: "", hypothesis: "" },
  { premise: "The valve is changed in May. ".repeat(400), hypothesis: "東京都 🦊 \u0000" },
];

/**
 * Cases that every `EntailmentModel` must pass, for any test runner. Each case opens its own and closes it.
 *
 * @param open  opens a new model
 */
export function entailmentContract(open: () => Promise<EntailmentModel>): readonly ContractCase[] {
  return cases.map(({ name, check }) => ({
    name,
    run: async () => {
      const model = await open();
      try {
        await check(model);
      } finally {
        await model.close();
      }
    },
  }));
}

const cases: readonly { readonly name: string; check(model: EntailmentModel): Promise<void> }[] = [
  {
    name: "gives three probabilities that sum to 1, even for empty, long or strange texts",
    async check(model) {
      for (const pair of pairs) {
        const { entailment, neutral, contradiction } = await model.judge(pair, never);
        const shares = [entailment, neutral, contradiction];
        assert.ok(
          shares.every((share) => share >= 0 && share <= 1),
          `the shares are ${shares.join(", ")}`,
        );
        assert.ok(
          Math.abs(entailment + neutral + contradiction - 1) < 1e-6,
          `their sum is not 1: ${shares.join(", ")}`,
        );
      }
    },
  },
  {
    name: "judges the same pair equally, to the last bit, whatever it reads in between",
    async check(model) {
      const [first, ...others] = pairs;
      if (first === undefined) throw new Error("there are no pairs");
      const before = await model.judge(first, never);
      for (const pair of others) await model.judge(pair, never);
      assert.deepEqual(await model.judge(first, never), before);
    },
  },
  {
    name: "stops with the signal's reason",
    async check(model) {
      const reason = new Error("stopped by the caller");
      const pair = { premise: "It rains.", hypothesis: "It is wet." };
      await assert.rejects(model.judge(pair, AbortSignal.abort(reason)), reason);
    },
  },
];
