import { describe, expect, it } from "vitest";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier } from "./create-verifier.ts";
import changedFacts from "./fixtures/changed-facts.json" with { type: "json" };

const { pairs, texts } = changedFacts;
const { signal } = new AbortController();
const analyzer = createAnalyzer();
const verifier = createVerifier({ analyze: (text) => analyzer.analyze(text, "en"), splitSentences });

/** Pairs of sentences, half of them paraphrases of the text. */
describe("a sentence that is wrong in one fact", () => {
  it.each(["number", "unit", "date", "name", "negation"])(
    "is told apart from the correct sentence if the fact is a %s",
    async (kind) => {
      const pairsOfKind = pairs.filter((pair) => pair.kind === kind);
      const isShown = async (sentence: string, text: number) =>
        (await verifier.verify({ sentence, evidence: [texts[text] ?? ""] }, signal)).verdict === "supported";
      let caught = 0;
      let alarms = 0;
      for (const { text, twin, changed } of pairsOfKind) {
        if (!(await isShown(changed, text))) caught++;
        if (!(await isShown(twin, text))) alarms++;
      }
      expect(pairsOfKind).toHaveLength(60);
      expect(caught / pairsOfKind.length).toBeGreaterThanOrEqual(0.95);
      expect(alarms / pairsOfKind.length).toBeLessThanOrEqual(0.05);
    },
  );
});
