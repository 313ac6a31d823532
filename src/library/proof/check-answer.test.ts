import { describe, expect, it } from "vitest";
import { type Document, never } from "../../core/index.ts";
import { createAnalyzer, splitSentences } from "../../engine/text/index.ts";
import { createVerifier } from "../../engine/verify/index.ts";
import { checkAnswer } from "./check-answer.ts";
import { keysText, sampleSavedAnswer, versionOf } from "./fixtures/sample-saved-answer.ts";

const analyzer = createAnalyzer();
const analyze = (text: string) => analyzer.analyze(text, "en");
const sentence = "A lost key costs 15 euros.";
const row = "| Locker key | €40 |";

async function check(quotes: readonly string[], now: Document | undefined) {
  const services = { readDocument: async () => now, verifier: createVerifier({ analyze, splitSentences }) };
  return checkAnswer(services, sampleSavedAnswer(quotes), never);
}
const other = (text: string) => versionOf(text, "b".repeat(64));

describe("the check of a saved answer", () => {
  it("passes while the document is unchanged", async () => {
    expect(await check([sentence, row], versionOf(keysText))).toMatchObject({
      outcome: "holds",
      claims: [
        { text: sentence, holds: true, verdict: "supported", citations: [{ state: "holds", document: "same" }] },
        { text: row, holds: true },
      ],
    });
  });

  it("passes if another version contains the same words, at the same place or elsewhere", async () => {
    const appended = other(`${keysText}\n\nMore.`);
    expect(await check([sentence], appended)).toMatchObject({
      outcome: "holds",
      claims: [{ citations: [{ state: "holds", document: "changed" }] }],
    });
    const moved = other(`A new paragraph.\n\n${keysText}`);
    const report = await check([sentence, row], moved);
    expect(report).toMatchObject({ outcome: "holds", claims: [{ citations: [{ state: "moved" }] }, { holds: true }] });
    const { span } = report.claims[0]?.citations[0] ?? {};
    expect(moved.text.slice(span?.start, span?.end)).toBe(sentence);
  });

  it("fails only the sentence whose words have changed", async () => {
    const changed = other(keysText.replace("15 euros", "25 euros"));
    expect(await check([sentence, row], changed)).toMatchObject({
      outcome: "fails",
      claims: [
        {
          holds: false,
          citations: [{ state: "gone", document: "changed" }],
          why: "1 of 1 cited places no longer say it.",
        },
        { holds: true },
      ],
    });
  });

  it("fails every sentence if the document is gone", async () => {
    expect(await check([sentence], undefined)).toMatchObject({
      outcome: "fails",
      claims: [{ holds: false, why: "A document that it cites no longer exists.", citations: [{ document: "gone" }] }],
    });
  });

  it("does not recognise a short quote if the rest of its line has changed", async () => {
    const swapped = other(keysText.replace("| Locker key | €40 |", "| Locker key | €50 |\n| Badge | €40 |"));
    expect(await check(["€40"], swapped)).toMatchObject({ claims: [{ citations: [{ state: "gone" }] }] });
    const shifted = other(`Hello.\n\n${keysText}`);
    expect(await check(["€40"], shifted)).toMatchObject({ claims: [{ citations: [{ state: "moved" }] }] });
  });
});
