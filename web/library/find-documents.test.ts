import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/core/index.ts";
import { summarizeReceipt } from "./describe-receipt.ts";
import { findDocuments } from "./find-documents.ts";
import { kindOf } from "./kind-of.ts";
import { packUploads } from "./pack-uploads.ts";

const receiptOf = (given: Partial<Receipt> = {}): Receipt => ({
  ...{ pagesWithoutText: [], characters: 10, tables: 0, chunks: 1, warnings: [] },
  ...given,
});
const all = [
  { id: "1", title: "Résumé of 2024", uri: "file:///cv.pdf", receipt: receiptOf() },
  {
    id: "2",
    title: "Fees",
    uri: "file:///fees%202024.xlsx",
    receipt: receiptOf({ pages: 3, pagesWithoutText: [2, 3] }),
  },
];
const none = new Set<string>();

describe("the documents that a reader wants to see", () => {
  it("have every word in their title or the name of their file, without regard to capitals and marks", () => {
    const found = (text: string) =>
      findDocuments(all, { text, onlyWarnings: false, without: none }).map(({ id }) => id);
    expect([found("resume"), found("2024"), found("2024 fees"), found(""), found("fees cv")]).toEqual([
      ...[["1"], ["1", "2"], ["2"], ["1", "2"], []],
    ]);
  });

  it("are those with warnings, and never those that wait to be deleted", () => {
    expect(findDocuments(all, { text: "", onlyWarnings: true, without: none })).toHaveLength(1);
    expect(findDocuments(all, { text: "", onlyWarnings: true, without: new Set(["2"]) })).toHaveLength(0);
  });
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
