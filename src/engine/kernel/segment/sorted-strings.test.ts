import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitWidth, createBitPacker, unpackBits } from "./bit-pack.ts";
import { createByteReader } from "./byte-reader.ts";
import { createByteWriter } from "./byte-writer.ts";
import { compareStrings } from "./compare-bytes.ts";
import { readSortedStrings, writeSortedStrings } from "./sorted-strings.ts";

const strings = fc
  .uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "ab", "é", "🦊", "\uFFFD") }), { maxLength: 70 })
  .map((all) => all.sort(compareStrings));

describe("sorted strings", () => {
  it("finds every string by index and by text, and no other text", () => {
    fc.assert(
      fc.property(strings, fc.string(), (all, other) => {
        const writer = createByteWriter(1);
        writer.u8(7);
        writeSortedStrings(writer, all);
        const list = readSortedStrings(writer.finish(), 1);
        expect(list.sizeBytes).toBe(writer.position() - 1);
        expect(list.toArray()).toEqual(all);
        expect(all.map((_, index) => list.at(index))).toEqual(all);
        expect(all.map((text) => list.indexOf(text))).toEqual(all.map((_, index) => index));
        expect(list.indexOf(other)).toBe(all.indexOf(other));
      }),
    );
  });
});

describe("packed bits", () => {
  it("reads back values of any width up to 25 bits", () => {
    const value = fc.integer({ min: 0, max: 2 ** 25 - 1 });
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const writer = createByteWriter(1);
        const packer = createBitPacker(4 * values.length + 1);
        for (const number of values) packer.put(number, bitWidth(number));
        packer.flush();
        writer.bytes(packer.take());
        expect(packer.take()).toHaveLength(0);
        writer.u32(0);
        const bytes = writer.finish();
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        let bit = 0;
        for (const number of values) {
          expect(unpackBits(view, { start: 0, bit }, bitWidth(number))).toBe(number);
          bit += bitWidth(number);
        }
      }),
    );
  });
});

describe("varints", () => {
  it("reads back integers up to 32 bits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 })), (values) => {
        const writer = createByteWriter(1);
        for (const value of values) writer.varint(value);
        const reader = createByteReader(writer.finish());
        expect(values.map(() => reader.varint())).toEqual(values);
      }),
    );
  });
});
