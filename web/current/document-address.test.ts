import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentAddress, readDocumentAddress } from "./document-address.ts";

const read = (address: string) => readDocumentAddress(new URL(address, "http://127.0.0.1"));

describe("the address of a document", () => {
  it("can be written and read back without loss", () => {
    const spans = fc
      .tuple(fc.nat(), fc.integer({ min: 1, max: 9_999 }))
      .map(([start, length]) => ({ start, end: start + length }));
    const addresses = fc.record(
      {
        documentId: fc.string({ minLength: 1, unit: "grapheme" }).filter((id) => id !== "." && id !== ".."),
        collection: fc.string({ minLength: 1 }),
        span: spans,
        isReceipt: fc.constant(true),
      },
      { requiredKeys: ["documentId"] },
    );
    fc.assert(
      fc.property(addresses, (address) => {
        expect(read(documentAddress(address))).toEqual(address);
      }),
    );
  });

  it("names no document if it belongs to another view, and has no span if the span is invalid", () => {
    expect(read("/library")).toBeUndefined();
    expect(read("/library/")).toBeUndefined();
    expect(read("/answers/a")).toBeUndefined();
    expect(read("/library/a?at=9-3")).toEqual({ documentId: "a" });
    expect(read("/library/a?at=here")).toEqual({ documentId: "a" });
    expect(read("/library/50%")).toEqual({ documentId: "50%" });
  });
});
