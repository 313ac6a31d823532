import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTakenPlaces } from "./taken-places.ts";

const LENGTH = 40;
const spans = fc.array(
  fc.tuple(fc.nat(LENGTH), fc.nat(LENGTH)).map(([one, other]) => ({
    start: Math.min(one, other),
    end: Math.max(one, other),
  })),
);

describe("the taken places of a text", () => {
  it("let exactly the spans be taken that overlap none before", () => {
    fc.assert(
      fc.property(spans, (all) => {
        const places = createTakenPlaces(LENGTH);
        const taken: (typeof all)[number][] = [];
        for (const span of all) {
          const isFree = !taken.some(
            (other) => other.start < span.end && span.start < other.end && other.start < other.end,
          );
          if (span.start === span.end) continue;
          expect(places.overlaps(span)).toBe(!isFree);
          expect(places.take(span)).toBe(isFree);
          if (isFree) taken.push(span);
        }
      }),
    );
  });
});
