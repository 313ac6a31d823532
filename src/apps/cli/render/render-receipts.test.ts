import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { receipt } from "../fixtures/fake-lydian.ts";
import { renderReceipts } from "./render-receipts.ts";

const output = { line: () => undefined, isTerminal: false, columns: 100, colors: pc.createColors(false) };

describe("renderReceipts", () => {
  it("says how many chunks of a document are found by their words only", () => {
    const document = { documentId: "d", uri: "file:///a.json", title: "a", mediaType: "application/json" };
    const receipts = [{ ...document, receipt: { ...receipt, chunksNotEmbedded: 2 } }];
    const lines = renderReceipts(
      {
        collection: "default",
        receipts,
        failed: [],
        notFound: [],
        documents: 1,
        documentsWithProblems: 1,
        warnings: [],
      },
      false,
      output,
    );
    expect(lines[0]).toBe("/a.json  2 pages, 3 chunks (2 by words only)  page-without-text");
  });
});
