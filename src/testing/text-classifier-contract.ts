import assert from "node:assert/strict";
import { type ClassifiedPart, never, type TextClassifier } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const texts = ["The clinic opens at 8:00.", "東京都 🦊 \u0000", "The valve is changed in May. ".repeat(400)];

/**
 * Cases that every `TextClassifier` must pass, for any test runner. Each case opens its own and closes it.
 *
 * @param open  opens a new classifier
 */
export function textClassifierContract(open: () => Promise<TextClassifier>): readonly ContractCase[] {
  return cases.map(({ name, check }) => ({
    name,
    run: async () => {
      const classifier = await open();
      try {
        await check(classifier);
      } finally {
        await classifier.close();
      }
    },
  }));
}

const cases: readonly { readonly name: string; check(classifier: TextClassifier): Promise<void> }[] = [
  {
    name: "gives each label a probability in each part, with the sum 1 unless the labels are independent",
    async check(classifier) {
      assert.ok(new Set(classifier.labels).size === classifier.labels.length && classifier.labels.length > 0);
      for (const text of texts)
        for (const part of await classifier.classify(text, never)) checkProbabilities(classifier, part);
    },
  },
  {
    name: "reads the whole text in parts, and no part of an empty one",
    async check(classifier) {
      assert.deepEqual(await classifier.classify("", never), []);
      for (const text of texts) {
        let end = 0;
        for (const part of await classifier.classify(text, never)) {
          assert.ok(part.start <= end && part.end > end, `a part is from ${part.start} to ${part.end} after ${end}`);
          end = part.end;
        }
        assert.equal(end, text.length);
      }
    },
  },
  {
    name: "classifies the same text equally, to the last bit, whatever it reads in between",
    async check(classifier) {
      const [first = "", ...others] = texts;
      const before = await classifier.classify(first, never);
      for (const text of others) await classifier.classify(text, never);
      assert.deepEqual(await classifier.classify(first, never), before);
    },
  },
  {
    name: "stops with the signal's reason",
    async check(classifier) {
      const reason = new Error("stopped by the caller");
      await assert.rejects(classifier.classify("It rains.", AbortSignal.abort(reason)), reason);
    },
  },
];

function checkProbabilities({ labels, isMultiLabel }: TextClassifier, { probabilities }: ClassifiedPart): void {
  assert.equal(probabilities.length, labels.length);
  assert.ok(
    probabilities.every((each) => each >= 0 && each <= 1),
    `the probabilities are ${probabilities.join(", ")}`,
  );
  const sum = probabilities.reduce((total, each) => total + each, 0);
  assert.ok(isMultiLabel || Math.abs(sum - 1) < 1e-6, `their sum is ${sum}`);
}
