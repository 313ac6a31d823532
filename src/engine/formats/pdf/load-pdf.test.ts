import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError, type Location } from "../../../core/index.ts";
import { drawPdf as draw, loadBytes as load, prose } from "./fixtures/draw-pdf.ts";
import { loadPdf } from "./load-pdf.ts";

interface TurnedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Degrees by which the page is turned around its middle. */
  readonly angle: number;
}

function drawTurned(pdf: PDFKit.PDFDocument, { text, x, y, size, angle }: TurnedWord): void {
  pdf.save().rotate(angle, { origin: [306, 396] });
  pdf.fontSize(size).text(text, x, y, { lineBreak: false }).restore();
}

function expectOnPage(location: Location): void {
  const box = "page" in location ? location.boxes[0] : undefined;
  expect(Math.min(box?.x ?? -1, box?.y ?? -1)).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(612);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(792);
}

describe("loadPdf", () => {
  it("locates each run in its box, from the top left of the page", async () => {
    const { text, locations, pages } = await load(
      await draw((pdf) => pdf.fontSize(12).text("Opening hours", 100, 200, { lineBreak: false })),
    );
    expect(text).toBe("Opening hours");
    expect(pages).toBe(1);
    const [{ span, location } = { span: undefined, location: undefined }] = locations;
    expect(span).toEqual({ start: 0, end: 13 });
    const box = location !== undefined && "page" in location ? location.boxes[0] : undefined;
    expect(box?.x).toBeCloseTo(100, 0);
    expect(box?.y).toBeGreaterThan(195);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(220);
    expect(box?.width).toBeGreaterThan(60);
  });

  it("joins lines into paragraphs, and breaks at a page", async () => {
    const { text, elements } = await load(
      await draw((pdf) => {
        pdf.fontSize(11).text(prose("First")).moveDown().text(prose("Second"));
        pdf.addPage().text(prose("Third"));
      }),
    );
    expect(elements.map(({ kind }) => kind)).toEqual(["paragraph", "paragraph", "paragraph"]);
    expect(text.split("\n\n")).toEqual([prose("First").trim(), prose("Second").trim(), prose("Third").trim()]);
  });

  it("reads two columns one after the other, below a title across both", async () => {
    const { text } = await load(
      await draw((pdf) => {
        pdf.fontSize(20).text("A title that stretches over the two columns", 72, 72);
        pdf.fontSize(10);
        pdf.text(prose("Right"), 320, 120, { width: 220 });
        pdf.text(prose("Left"), 72, 120, { width: 220 });
      }),
    );
    expect(text).toBe(
      `A title that stretches over the two columns\n\n${prose("Left").trim()}\n\n${prose("Right").trim()}`,
    );
  });

  it("reads a rotated page, with boxes on the page as shown", async () => {
    const bytes = await draw((pdf) => {
      Object.assign(pdf.page.dictionary.data, { Rotate: 90 });
      pdf.rotate(-90, { origin: [306, 396] });
      pdf
        .fontSize(12)
        .text("Turned once", 200, 300, { lineBreak: false })
        .text("Turned twice", 200, 340, { lineBreak: false });
    });
    const { text, locations } = await load(bytes);
    expect(text.split(/\n+/)).toEqual(["Turned once", "Turned twice"]);
    for (const { location } of locations) {
      const box = "page" in location ? location.boxes[0] : undefined;
      expect(box?.width).toBeGreaterThan(box?.height ?? Number.POSITIVE_INFINITY);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(792);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(612);
    }
  });

  it("keeps the rows of a table, and names its header", async () => {
    const rows = [
      ["Part", "Name", "Price"],
      ["A-113", "Valve", "4.50"],
      ["A-114", "Long hose", "12.00"],
    ];
    const { text, elements } = await load(
      await draw((pdf) => {
        for (const [y, row] of rows.entries()) {
          for (const [x, cell] of row.entries())
            pdf.fontSize(11).text(cell, 72 + x * 150, 100 + y * 18, { lineBreak: false });
        }
      }),
    );
    expect(text).toBe("Part   Name   Price\nA-113   Valve   4.50\nA-114   Long hose   12.00");
    expect(elements).toEqual([{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 19 } }]);
  });

  it("takes headings from the outline, or else from clearly larger type", async () => {
    const paint = (pdf: PDFKit.PDFDocument, withOutline: boolean) => {
      const outline = withOutline ? pdf.outline.addItem("Fees and hours") : undefined;
      pdf
        .fontSize(withOutline ? 11 : 18)
        .text("Fees and hours")
        .fontSize(11)
        .moveDown();
      outline?.addItem("Cards");
      pdf.text("Cards").moveDown().text(prose("Clinic"));
    };
    const headings = async (withOutline: boolean) => {
      const { text, elements } = await load(await draw((pdf) => paint(pdf, withOutline)));
      return elements.flatMap(({ span, level }) =>
        level === undefined ? [] : [[level, text.slice(span.start, span.end)]],
      );
    };
    expect(await headings(true)).toEqual([
      [1, "Fees and hours"],
      [2, "Cards"],
    ]);
    expect(await headings(false)).toEqual([[1, "Fees and hours"]]);
  });

  it("warns of pages without text, by number", async () => {
    const { pagesWithoutText, warnings, pages } = await load(
      await draw((pdf) => {
        pdf.text("One");
        pdf.addPage().rect(100, 100, 200, 200).fill("gray");
        pdf.addPage().text("Three");
      }),
    );
    expect(pages).toBe(3);
    expect(pagesWithoutText).toEqual([2]);
    expect(warnings).toMatchObject([{ code: "page-without-text", page: 2 }]);
  });

  it.each([
    "(anonymous)",
    "0001543151-22-000015",
    "Microsoft Word - Doc1",
    "Document1",
    "Hackathon TOS (1)",
    "LlamaIndex - Hackathon TOS 4124-8263-9438 2",
  ])("takes no title that a program wrote: %s", async (written) => {
    expect((await load(await draw((pdf) => pdf.text("x"), { info: { Title: written } }))).title).toBeUndefined();
  });

  it.each(["Handbook", "Annual report 2024", "Form 10-K", "Safety data sheet (EN)"])(
    "keeps a title that a person wrote: %s",
    async (written) => {
      expect((await load(await draw((pdf) => pdf.text("x"), { info: { Title: written } }))).title).toBe(written);
    },
  );

  it("reads title, author and dates in ISO form", async () => {
    const info = { Title: "Handbook", Author: "Ng", CreationDate: new Date("2024-05-01T09:30:00Z") };
    const { title, metadata } = await load(await draw((pdf) => pdf.text("x"), { info }));
    expect(title).toBe("Handbook");
    expect(metadata).toMatchObject({ author: "Ng", date: "2024-05-01T09:30:00.000Z" });
  });

  it("refuses a file that needs a password", async () => {
    const bytes = await draw((pdf) => pdf.text("secret"), { userPassword: "x", ownerPassword: "y" });
    await expect(load(bytes)).rejects.toThrow(EncryptedDocumentError);
    await expect(load(bytes, "z")).rejects.toThrow("does not open");
    expect((await load(bytes, "x")).text).toBe("secret");
  });

  it("opens a file by the user's and by the owner's password, in each kind of encryption that pdfkit writes", async () => {
    for (const pdfVersion of ["1.3", "1.4", "1.6", "1.7", "1.7ext3"] as const) {
      // AES with 256 bits of Acrobat 9 is the one kind in which PDF.js does not spell
      // letters beyond ASCII as pdfkit does.
      const passwords = { userPassword: pdfVersion === "1.7ext3" ? "near by" : "näh er", ownerPassword: "own" };
      const bytes = await draw((pdf) => pdf.text("secret"), { ...passwords, pdfVersion });
      for (const password of Object.values(passwords)) expect((await load(bytes, password)).text).toBe("secret");
      await expect(load(bytes, "Own")).rejects.toThrow("does not open");
    }
  });

  it("opens a PDF that only restricts printing without a password, and ignores one that is not needed", async () => {
    const restricted = await draw((pdf) => pdf.text("free to read"), { ownerPassword: "own" });
    expect((await load(restricted)).text).toBe("free to read");
    expect((await load(await draw((pdf) => pdf.text("open")), "needless")).text).toBe("open");
  });

  it("warns of more than twenty pages without text together, by their ranges", async () => {
    const { warnings, pagesWithoutText } = await load(
      await draw((pdf) => {
        for (let page = 2; page <= 30; page++) {
          pdf.addPage();
          if (page === 12) pdf.text("Twelve");
        }
      }),
    );
    expect(pagesWithoutText).toHaveLength(29);
    expect(warnings).toEqual([
      {
        code: "page-without-text",
        message: "29 pages (1–11, 13–30) have no text: they are pictures, or blank.",
      },
    ]);
  });

  it("names the reason when a file is broken, and reads the rest of a file without its end", async () => {
    await expect(load(new TextEncoder().encode("%PDF-1.7\nnothing"))).rejects.toThrow(LoadFailedError);
    const whole = await draw((pdf) => pdf.text("Opening hours"));
    expect((await load(whole.subarray(0, whole.length - 20))).text).toBe("Opening hours");
  });

  it("stops when its signal is aborted", async () => {
    const bytes = await draw((pdf) => pdf.text("x"));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(loadPdf({ bytes, uri: "a.pdf", mediaType: "application/pdf" }, signal)).rejects.toThrow("enough");
  });

  it("reads every word at any place, with sorted spans and boxes on the page", async () => {
    const word = fc.record({
      text: fc.stringMatching(/^[a-z]{1,12}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 770 }),
      size: fc.integer({ min: 6, max: 20 }),
      angle: fc.constantFrom(0, 0, 0, 90, 30),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 25 }), async (words) => {
        const bytes = await draw((pdf) => {
          for (const drawn of words) drawTurned(pdf, drawn);
        });
        const { text, locations, elements } = await load(bytes);
        const letters = locations.map(({ span }) => text.slice(span.start, span.end)).join("");
        expect(letters.replaceAll(" ", "")).toBe(text.replaceAll(/\s/g, ""));
        let end = 0;
        for (const { span, location } of locations) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          end = span.end;
          expectOnPage(location);
        }
        expect(elements.every(({ span }, index) => span.start >= (elements[index - 1]?.span.end ?? 0))).toBe(true);
        for (const { text: drawn, angle } of words)
          if (angle === 0) expect(text.replaceAll(/\s/g, "")).toContain(drawn);
      }),
      { numRuns: 25 },
    );
  });
});
