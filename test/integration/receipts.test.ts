import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { utils, write } from "@e965/xlsx";
import { type Lydian, openLydian } from "lydian";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

/** Draws a PDF whose second page of three has lines and no text, like a scan. */
async function writeScan(path: string): Promise<void> {
  const pdf = new PDFDocument();
  const file = pdf.pipe(createWriteStream(path));
  pdf.text("The quarantine ward is on floor four.");
  pdf.addPage().rect(100, 100, 300, 400).stroke();
  pdf.addPage().text("Its keys are with the porter.");
  pdf.end();
  await finished(file);
}

/** Writes a table of which only the first 10,000 rows are read. */
function writeLongTable(path: string): void {
  const header = ["item", ...Array.from({ length: 120 }, (_, index) => `month ${index}`)];
  const rows = Array.from({ length: 10_050 }, (_, index) => [`syringe ${index}`]);
  const workbook = { SheetNames: ["stock"], Sheets: { stock: utils.aoa_to_sheet([header, ...rows]) } };
  writeFileSync(path, write(workbook, { type: "buffer", bookType: "xlsx" }));
}

describe("receipts", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    await writeScan(join(folder.path, "scan.pdf"));
    writeLongTable(join(folder.path, "stock.xlsx"));
    const broken = Buffer.from("\xef\xbb\xbfThe laundry opens at se\xffven.", "latin1");
    writeFileSync(join(folder.path, "broken.txt"), broken);
    writeFileSync(join(folder.path, "old.txt"), Buffer.from("Die W\xe4scherei schlie\xdft um f\xfcnf.", "latin1"));
    writeFileSync(join(folder.path, "whole.md"), "# Canteen\n\nThe canteen serves lunch from noon until two.\n");
    lydian = await openLydian({ store: join(folder.path, "store"), settings: { search: { mode: "lexical" } } });
    await lydian.add(
      ["scan.pdf", "stock.xlsx", "broken.txt", "old.txt", "whole.md"].map((name) => join(folder.path, name)),
      {
        embed: false,
      },
    );
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  const gapsOf = (warnings: readonly { readonly code: string; readonly message: string }[]) =>
    warnings.filter(({ code }) => code === "document-has-gaps").map(({ message }) => message);

  it("report which parts of a document were not read, and which of these are problems", async () => {
    const all = await lydian.receipts();
    expect(all).toMatchObject({ documents: 5, documentsWithProblems: 4, notFound: [] });
    const { receipts, ...counts } = await lydian.receipts({ problems: true });
    const codes = receipts.map(({ uri, receipt }) => [uri.split("/").at(-1), receipt.warnings.map(({ code }) => code)]);
    expect(codes).toEqual([
      ["broken.txt", ["characters-replaced"]],
      ["old.txt", ["encoding-guessed"]],
      ["scan.pdf", ["page-without-text"]],
      ["stock.xlsx", ["table-truncated"]],
    ]);
    expect(counts).toMatchObject({ documents: 5, documentsWithProblems: 4 });
    const named = await lydian.receipts({ documents: ["whole.md", "none.md"] });
    expect(named).toMatchObject({ receipts: [{ receipt: { nearDuplicates: [] } }], notFound: ["none.md"] });
  });

  it.each([
    ["Where is the quarantine ward?", /1 of 3 pages has no text \(page 2\)/],
    ["Which month has syringe 77?", /10000 rows/],
    ["When does the laundry open?", /1 character could not be decoded/],
    ["Wann schließt die Wäscherei?", /encoding was guessed/],
  ])("appear with the hits and the answer of %j", async (question, message) => {
    const { hits, warnings } = await lydian.search(question, { limit: 1 });
    expect(hits).toHaveLength(1);
    expect(gapsOf(warnings)).toEqual([expect.stringMatching(message)]);
    expect(gapsOf((await lydian.ask(question)).warnings)).toContainEqual(expect.stringMatching(message));
  });

  it("do not appear with an answer from documents without gaps", async () => {
    const answer = await lydian.ask("When does the canteen serve lunch?");
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining("noon") });
    expect(gapsOf(answer.warnings)).toEqual([]);
  });
});
