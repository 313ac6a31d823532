import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTopList } from "./top-list.ts";

/** Chunks of three segments, whose ids interleave. */
const idOf = (segment: number, ordinal: number) => `${String(ordinal * 3 + segment).padStart(6, "0")}`;

describe("a list of the best chunks", () => {
  it("is what sorting all of them by score and id gives", () => {
    const offer = fc.record({ score: fc.nat(3), segment: fc.nat(2), ordinal: fc.nat(200) });
    const offers = fc.uniqueArray(offer, { maxLength: 60, selector: ({ segment, ordinal }) => idOf(segment, ordinal) });
    fc.assert(
      fc.property(offers, fc.integer({ min: 1, max: 20 }), (chunks, limit) => {
        const list = createTopList(limit, idOf);
        for (const { score, segment, ordinal } of chunks) list.offer(score, segment, ordinal);
        const sorted = [...chunks].sort((one, other) => {
          const isEarlier = idOf(one.segment, one.ordinal) < idOf(other.segment, other.ordinal);
          return other.score - one.score || (isEarlier ? -1 : 1);
        });
        expect(list.toArray()).toEqual(sorted.slice(0, limit));
      }),
    );
  });

  it("decodes the id of a chunk at most once, however many are equal", () => {
    let decoded = 0;
    const counting = (segment: number, ordinal: number) => {
      decoded++;
      return idOf(segment, ordinal);
    };
    const list = createTopList(2_000, counting);
    for (let ordinal = 0; ordinal < 1_000; ordinal++)
      for (const segment of [2, 0, 1]) list.offer(1, segment, 999 - ordinal);
    expect(list.toArray()[0]).toEqual({ segment: 0, ordinal: 0, score: 1 });
    expect(decoded).toBeLessThanOrEqual(3_000);
  });
});
