import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, prose } from "./fixtures/draw-pdf.ts";

async function headingsOf(bytes: Uint8Array) {
  const { text, elements } = await loadBytes(bytes);
  return elements.flatMap(({ span, level }) =>
    level === undefined ? [] : [[level, text.slice(span.start, span.end)]],
  );
}

describe("headings without an outline", () => {
  it("are lines in larger type, and below them lines in bold", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.font("Helvetica").fontSize(18).text("Hygiene").moveDown();
      for (const title of ["Washing hands", "Cleaning rooms"]) {
        pdf.font("Helvetica-Bold").fontSize(11).text(title).moveDown();
        pdf.font("Helvetica").text(prose(title)).moveDown();
      }
    });
    expect(await headingsOf(bytes)).toEqual([
      [1, "Hygiene"],
      [2, "Washing hands"],
      [2, "Cleaning rooms"],
    ]);
  });

  it("do not occur in a text that is all bold", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.font("Helvetica-Bold").fontSize(11);
      for (const title of ["Washing hands", "Cleaning rooms"]) pdf.text(title).moveDown().text(prose(title)).moveDown();
    });
    expect(await headingsOf(bytes)).toEqual([]);
  });
});

describe("headings of an outline", () => {
  it("are found where the page numbers them and the outline does not", async () => {
    const bytes = await drawPdf((pdf) => {
      const top = pdf.outline.addItem("Fees");
      pdf.fontSize(11).text("2 Fees").moveDown();
      top.addItem("2.1 Cards");
      pdf.text("Cards").moveDown().text(prose("Clinic"));
    });
    expect(await headingsOf(bytes)).toEqual([
      [1, "2 Fees"],
      [2, "Cards"],
    ]);
  });
});
