import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never, StoreUnavailableError } from "../../core/index.ts";
import { faultAt, MEMBER_NAME, nameOf, places, servicesWith, steps, thrown } from "./fixtures/faulty-steps.ts";
import { ingest } from "./ingest.ts";
import type { IngestRequest } from "./ingest-request.ts";

const request: IngestRequest = {
  collection: "handbook",
  sources: ["."],
  language: "auto",
  metadata: {},
  accessLabels: [],
  embed: true,
  keepOriginals: true,
  maxFileBytes: 1_000,
};

const uriOf = (place: number) => `file:///${nameOf(place)}`;
const memberOf = (place: number) => `${uriOf(place)}!/${MEMBER_NAME}`;

describe("a fault of one document", () => {
  it.each(steps)("while %s is that document's outcome, and the others are added", async (step) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), thrown, async (bad, [error]) => {
        const { fake, services } = servicesWith({ [step]: faultAt(bad, error) });
        const report = await ingest(services, request, never);

        const failures = report.outcomes.filter(({ outcome }) => outcome === "failed");
        expect(failures).toEqual([expect.objectContaining({ uri: uriOf(bad), code: expect.any(String) })]);
        expect(JSON.stringify(failures)).not.toContain("secret text");

        const stored = [...fake.documents.values()].map(({ document }) => document.uri).sort();
        // Words come first: a document whose passages cannot be embedded is found by them.
        const kept = places.filter((place) => step === "embedding" || place !== bad);
        expect(stored).toEqual(kept.map(uriOf));
        expect(report.chunksWithoutVectors).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it.each(steps)("while %s keeps none of its members out, once they are known", async (step) => {
    const isBeforeMembers = ["reading", "claiming", "loading"].includes(step);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), thrown, async (bad, [error]) => {
        const { fake, services } = servicesWith({ [step]: faultAt(bad, error) }, true);
        const report = await ingest(services, request, never);

        const failures = report.outcomes.filter(({ outcome }) => outcome === "failed");
        expect(failures.map(({ uri }) => uri)).toEqual([uriOf(bad)]);
        const stored = [...fake.documents.values()].map(({ document }) => document.uri).sort();
        const kept = places.filter((place) => step === "embedding" || place !== bad).map(uriOf);
        const members = places.filter((place) => !isBeforeMembers || place !== bad).map(memberOf);
        expect(stored).toEqual([...kept, ...members].sort());
      }),
      { numRuns: 20 },
    );
  });

  it("is none of an error of the store, which ends the call", async () => {
    const committing = () => {
      throw new StoreUnavailableError("The disk is gone.", {});
    };
    await expect(ingest(servicesWith({ committing }).services, request, never)).rejects.toThrow("disk is gone");
  });
});
