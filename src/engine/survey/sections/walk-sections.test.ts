import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ContextPassage, never } from "../../../core/index.ts";
import { guardThat } from "../../../guard/fixtures/guard-that.ts";
import { documentOf, surveyOf } from "../fixtures/survey-of.ts";
import { walkSections } from "./walk-sections.ts";

const documents = ["a", "b", "c"].map((id) => documentOf(id, `# ${id}1\n\nOne.\n\n# ${id}2\n\nTwo.`));

describe("the walk through all sections", () => {
  it("returns matches in reading order, and reads no more sections at once than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
        async (lanes, pauses) => {
          const { services, surveyed } = surveyOf(documents);
          let running = 0;
          const visit = async ({ number, hit }: ContextPassage) => {
            running++;
            expect(running).toBeLessThanOrEqual(lanes);
            await setTimeout(pauses[number - 1]);
            running--;
            return number % 2 === 0 ? [`${hit.documentId}${number}`] : [];
          };
          const walk = await walkSections(services, { ...surveyed, lanes, visit }, never);
          expect(walk.items).toEqual(["a2", "b4", "c6"]);
          expect(walk.counts).toEqual({ sections: 6, read: 6, withheld: 0, failed: 0, matching: 3 });
          expect([...walk.places.keys()]).toEqual([2, 4, 6]);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("ends with the first failure, and visits no section after it", async () => {
    const { services, surveyed } = surveyOf(documents);
    const seen: number[] = [];
    const visit = async ({ number }: { number: number }) => {
      seen.push(number);
      if (number === 2) throw new RangeError("no");
      return [];
    };
    await expect(walkSections(services, { ...surveyed, lanes: 1, visit }, never)).rejects.toThrow(RangeError);
    expect(seen).toEqual([1, 2]);
  });

  it("reads the text as redacted by a guard", async () => {
    const guard = guardThat(() => ({ action: "redact", text: "[…]" }));
    const { services, surveyed } = surveyOf(documents, { guard });
    const visit = async ({ text }: { text: string }) => [text];
    expect(new Set((await walkSections(services, { ...surveyed, lanes: 1, visit }, never)).items)).toEqual(
      new Set(["[…]"]),
    );
  });
});
