import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { findDisagreement } from "./find-disagreement.ts";

const analyzer = createAnalyzer();
const services = { analyze: (text: string) => analyzer.analyze(text, "en"), splitSentences };
const find = (left: string, right: string) => findDisagreement(services, left, right);

describe("a disagreement between two documents", () => {
  it.each([
    ["quantity", "A late cancellation costs 25 euros.", "A late cancellation costs 40 euros."],
    ["quantity", "The front desk opens at 8:00 on weekdays.", "The front desk opens at 9:30 on weekdays."],
    ["quantity", "The contract ends on 1 March 2024.", "The contract ends on 1 June 2025."],
    ["quantity", "Ein Schlüssel kostet 15 Euro im Jahr.", "Ein Schlüssel kostet 20 Euro im Jahr."],
    [
      "quantity",
      "The cancellation fee for a later\ncancellation is €25.",
      "The cancellation fee for a\nlater cancellation is €40.",
    ],
    ["negation", "Dogs are allowed in the waiting room.", "Dogs are not allowed in the waiting room."],
    ["comparison", "Dogs are allowed in the waiting room.", "Dogs are forbidden in the waiting room."],
  ] as const)("is found in a %s: “%s” and “%s”", (kind, left, right) => {
    expect(find(left, right)?.kind).toBe(kind);
    expect(find(right, left)?.kind).toBe(kind);
  });

  it("is explained without calling either document the source", () => {
    expect(find("A late cancellation costs 25 euros.", "A late cancellation costs 40 euros.")?.why).toBe(
      "One says 25 euros, the other 40 euros.",
    );
    expect(find("Dogs are not allowed in the hall.", "Dogs are allowed in the hall.")?.why).toBe(
      'One says "not", which the other does not.',
    );
  });

  it.each([
    ["say the same in other units", "The pump weighs 500 g without water.", "The pump weighs 0.5 kg without water."],
    ["are about another thing", "The treadmill T-21 carries 150 kg.", "The treadmill T-22 carries 180 kg."],
    ["are about another person", "Dr Ng works 30 hours a week.", "Dr Osei works 20 hours a week."],
    ["are about another subject", "The lift carries 630 kg.", "The car has a range of 310 km."],
    ["have another condition", "A visit costs 40 euros on Sunday.", "A visit costs 25 euros on Monday."],
    ["differ in precision only", "The clinic opened in 1998.", "The clinic opened on 14 September 1998."],
    ["have few words", "It costs 5.", "It costs 6."],
    [
      "are in a language whose negations are unknown",
      "Hunde sind im Haus erlaubt.",
      "Hunde sind im Haus nicht erlaubt.",
    ],
  ])("is not found if the sentences %s", (_, left, right) => {
    expect(find(left, right)).toBeUndefined();
  });

  it("is symmetric, and never found between a sentence and itself", () => {
    const word = fc.constantFrom(
      "the",
      "key",
      "door",
      "costs",
      "not",
      "15 euros",
      "20 euros",
      "always",
      "Ng",
      "8:00",
      "and",
    );
    const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `${words.join(" ")}.`);
    fc.assert(
      fc.property(sentence, sentence, (left, right) => {
        expect(find(left, right)?.kind).toBe(find(right, left)?.kind);
        expect(find(left, left)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
