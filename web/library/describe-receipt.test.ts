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
describe("summarizeReceipt", () => {
  it("mentions missing text before any warning", () => {
    const warnings = [{ code: "rows-ragged", message: "Rows differ." }];
    expect(summarizeReceipt({ receipt: receiptOf() })).toBe("Read in full");
    expect(summarizeReceipt({ receipt: receiptOf({ warnings }) })).toBe("Rows ragged");
    expect(summarizeReceipt({ receipt: receiptOf({ warnings, pagesWithoutText: [2] }) })).toBe("1 page without text");
  });
});

describe("kindOf", () => {
  it("gives the common name of a media type, or its own name if it is unknown", () => {
    expect(kindOf("text/html; charset=utf-8")).toBe("HTML");
    expect(kindOf("application/x-tex")).toBe("tex");
  });
});

describe("packUploads", () => {
  it("splits files into uploads of at most 200, each file once and in order", () => {
    const files = Array.from({ length: 450 }, (_, index) => ({ path: `${index}.txt`, file: new File(["x"], "x.txt") }));
    const packs = packUploads(files);
    expect(packs.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(packs.flat()).toEqual(files);
  });
});

describe("pagesOf", () => {
  it("returns the pages of the visible rows, and always at least the first page", () => {
    expect([pagesOf(0, 12), pagesOf(95, 130), pagesOf(9_990, 9_999), pagesOf(0, -1)]).toEqual([[0], [0, 1], [99], [0]]);
  });
});
