import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, prose, put } from "./fixtures/draw-pdf.ts";

interface Furniture {
  readonly pages: number;
  readonly header: (page: number) => string;
  readonly footer: (page: number) => string;
  readonly body?: (page: number) => string;
}

/** Draws pages with a line above and a line below their text. */
function drawPages(furniture: Furniture): Promise<Uint8Array> {
  return drawPdf((pdf) => {
    for (let page = 1; page <= furniture.pages; page++) {
      if (page > 1) pdf.addPage();
      drawPage(pdf, page, furniture);
    }
  });
}

function drawPage(pdf: PDFKit.PDFDocument, page: number, furniture: Furniture): void {
  const { header, footer, body = () => prose(`Ward ${page}`) } = furniture;
  pdf.fontSize(9);
  if (header(page) !== "") put(pdf, header(page), { x: 72, y: 40 });
  if (body(page) !== "") pdf.fontSize(11).text(body(page), 72, 100);
  if (footer(page) !== "") put(pdf.fontSize(9), footer(page), { x: 280, y: 710 });
}

describe("headers, footers and page numbers", () => {
  it("are left out, except the first copy of a header", async () => {
    const { text, pagesWithoutText } = await loadBytes(
      await drawPages({ pages: 5, header: () => "Marlow Street Clinic", footer: (page) => `Page ${page} of 5` }),
    );
    expect(text.split("Marlow Street Clinic")).toHaveLength(2);
    expect(text).not.toContain("Page");
    for (let page = 1; page <= 5; page++) expect(text).toContain(`Ward ${page} opens`);
    expect(pagesWithoutText).toEqual([]);
  });

  it("are recognised on each side of a spread", async () => {
    const { text } = await loadBytes(
      await drawPages({ pages: 8, header: (page) => (page % 2 ? "Handbook" : "Hygiene"), footer: String }),
    );
    expect(text.match(/Handbook|Hygiene/g)).toEqual(["Handbook", "Hygiene"]);
    expect(text).not.toMatch(/^\d$/m);
  });

  it("stay in documents of one or two pages", async () => {
    const { text } = await loadBytes(
      await drawPages({ pages: 2, header: () => "Marlow Street Clinic", footer: (page) => `Page ${page}` }),
    );
    expect(text.match(/Marlow Street Clinic|Page \d/g)).toHaveLength(4);
  });

  it("do not include lines whose numbers do not count with the pages", async () => {
    const { text } = await loadBytes(
      await drawPages({ pages: 4, header: (page) => `Invoice ${(page * 7919) % 1000}`, footer: () => "" }),
    );
    expect(text.match(/Invoice \d+/g)).toHaveLength(4);
  });

  it("do not count as text: a scan with only a stamp has the warning of a page without text", async () => {
    const body = (page: number) => (page === 2 ? "" : prose(`Ward ${page}`));
    const { warnings, pagesWithoutText } = await loadBytes(
      await drawPages({ pages: 4, header: () => "", footer: (page) => `${page}`, body }),
    );
    expect(pagesWithoutText).toEqual([2]);
    expect(warnings).toMatchObject([{ code: "page-without-text", page: 2 }]);
  });

  it("stay in a document with nothing else, with a warning", async () => {
    const { text, pagesWithoutText } = await loadBytes(
      await drawPages({ pages: 3, header: () => "", footer: (page) => `ABC00${page}`, body: () => "" }),
    );
    expect(text).toBe("ABC001\n\nABC002\n\nABC003");
    expect(pagesWithoutText).toEqual([1, 2, 3]);
  });
});
