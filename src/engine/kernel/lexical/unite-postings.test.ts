import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { invertChunks } from "../segment/invert-chunks.ts";
import { readLexical } from "../segment/read-lexical.ts";
import { writeLexical } from "../segment/write-lexical.ts";
import { bitsetOf } from "../select/bitset.ts";
import { unitePostings } from "./unite-postings.ts";
import { createWordSources } from "./word-source.ts";

const CHUNKS = 200;
/** Words of each chunk: `rare` occurs in one of 40 chunks, `often` in every second one. */
const bodies = Array.from({ length: CHUNKS }, (_, at) => [
  ...(at % 40 === 3 ? ["rare"] : []),
  ...(at % 50 === 3 ? ["seldom", "seldom"] : []),
  ...(at % 2 === 1 ? ["often"] : []),
]);
const part = readLexical(
  writeLexical(
    invertChunks(
      bodies.map((words) => ({ chunk: { text: words.join(" "), headingPath: [] }, title: "", language: "en" })),
      createPlainAnalyzer(),
    ),
  ),
);

describe("united postings", () => {
  it("sum the shares of the members' occurrences in each chunk, for few postings and for many", () => {
    const members = fc
      .uniqueArray(fc.constantFrom("rare", "seldom", "often", "unknown"), { minLength: 1 })
      .map((terms) => terms.map((term, at) => ({ term, share: 1 / (at + 1) })));
    fc.assert(
      fc.property(members, fc.constantFrom(1, 2, 3), (members, step) => {
        const live = step === 1 ? undefined : bitsetOf(CHUNKS, (ordinal) => ordinal % step === 0);
        const source = createWordSources(part)({ chunks: live, count: CHUNKS });
        const expected = bodies
          .map((words, ordinal) => {
            const countOf = (term: string) => words.filter((word) => word === term).length;
            return { ordinal, frequency: members.reduce((sum, { term, share }) => sum + share * countOf(term), 0) };
          })
          .filter(({ frequency }) => frequency > 0);
        const { ordinals, frequencies, liveCount } = unitePostings(source, members, [1, 1, 1]);
        expect([...ordinals]).toEqual(expected.map(({ ordinal }) => ordinal));
        expect([...frequencies]).toEqual(expected.map(({ frequency }) => frequency));
        expect(liveCount).toBe(expected.filter(({ ordinal }) => ordinal % step === 0).length);
      }),
    );
  });
});
