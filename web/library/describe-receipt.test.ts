import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/core/index.ts";
import { summarizeReceipt } from "./describe-receipt.ts";
import { kindOf } from "./kind-of.ts";
import { packUploads } from "./pack-uploads.ts";
import { pagesOf } from "./use-documents.ts";

const receiptOf = (given: Partial<Receipt> = {}): Receipt => ({
  pagesWithoutText: [],
  characters: 10,
  tables: 0,
  chunks: 1,
  warnings: [],
  ...given,
});
describe("a receipt in a few words", () => {
  it("says what is missing before anything else", () => {
    const warnings = [{ code: "rows-ragged", message: "Rows differ." }];
    expect(summarizeReceipt({ receipt: receiptOf() })).toBe("Read in full");
    expect(summarizeReceipt({ receipt: receiptOf({ warnings }) })).toBe("Rows ragged");
    expect(summarizeReceipt({ receipt: receiptOf({ warnings, pagesWithoutText: [2] }) })).toBe("1 page without text");
  });
});

describe("the kind of a file", () => {
  it("is what people call it, and for an unknown one its own name", () => {
    expect(kindOf("text/html; charset=utf-8")).toBe("HTML");
    expect(kindOf("application/x-tex")).toBe("tex");
  });
});

describe("the packs of an upload", () => {
  it("hold every file once and in order, and no more than may be sent at a time", () => {
    const files = Array.from({ length: 450 }, (_, index) => ({ path: `${index}.txt`, file: new File(["x"], "x.txt") }));
    const packs = packUploads(files);
    expect(packs.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(packs.flat()).toEqual(files);
  });
});

describe("the pages of a list that are loaded", () => {
  it("are those of the rows that can be seen, and at least the first one", () => {
    expect([pagesOf(0, 12), pagesOf(95, 130), pagesOf(9_990, 9_999), pagesOf(0, -1)]).toEqual([[0], [0, 1], [99], [0]]);
  });
});
