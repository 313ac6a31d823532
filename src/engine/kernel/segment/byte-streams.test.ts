import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createByteStreams } from "./byte-streams.ts";

const values = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 31 - 1 }), fc.constant(2 ** 32 - 1));
const write = fc.record({ stream: fc.nat({ max: 3_000 }), value: values, times: fc.nat({ max: 200 }) });

describe("streams of bytes that grow side by side", () => {
  it("give the integers of each stream in the order in which they were appended", () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 200 }), (writes) => {
        const streams = createByteStreams();
        const expected = new Map<number, number[]>();
        for (const { stream, value, times } of writes) {
          for (let time = 0; time <= times; time++) {
            streams.varint(stream, value);
            expected.set(stream, [...(expected.get(stream) ?? []), value]);
          }
        }
        for (const [stream, integers] of expected) {
          const next = streams.read(stream);
          expect(integers.map(() => next())).toEqual(integers);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("grow beyond a block", () => {
    const streams = createByteStreams();
    for (let value = 0; value < 300_000; value++) streams.varint(value % 3, value);
    for (const stream of [0, 1, 2]) {
      const next = streams.read(stream);
      let wrong = 0;
      for (let value = stream; value < 300_000; value += 3) if (next() !== value) wrong++;
      expect(wrong).toBe(0);
    }
  });
});
