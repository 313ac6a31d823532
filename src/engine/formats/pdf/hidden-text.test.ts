import { describe, expect, it } from "vitest";
import { at, drawBeside, inMode, secret, shown } from "./fixtures/draw-hidden.ts";
import { loadBytes, put } from "./fixtures/draw-pdf.ts";

describe("hidden text of a PDF", () => {
  it("is left out with a warning if it is tiny", async () => {
    const bytes = await drawBeside((pdf) => {
      pdf.addPage().fontSize(1);
      put(pdf, secret, at);
      pdf.fontSize(12);
      put(pdf, "It closes at six.", { x: 72, y: 400 });
    });
    const { text, warnings } = await loadBytes(bytes);
    expect(text).toBe("The clinic opens at eight.\n\nIt closes at six.");
    expect(warnings).toEqual([{ code: "hidden-text", message: expect.stringContaining("1 too small to read") }]);
    expect(warnings[0]?.message).toContain("Places: page 2.");
    expect(JSON.stringify(warnings)).not.toContain("offer");
  });

  const hidings: readonly (readonly [string, string, (pdf: PDFKit.PDFDocument) => void])[] = [
    ["white on the page", "1 in the colour of the background", (pdf) => put(pdf.fillColor("white"), secret, at)],
    ["nearly white", "1 in the colour of the background", (pdf) => put(pdf.fillColor("#f8f8f8"), secret, at)],
    ["white in CMYK", "1 in the colour of the background", (pdf) => put(pdf.fillColor([0, 0, 0, 0]), secret, at)],
    ["only stroked, in white", "1 in the colour of the background", (pdf) => inMode(pdf.strokeColor("white"), 1)],
    [
      "in the colour of a box",
      "1 in the colour of the background",
      (pdf) => put(pdf.rect(60, 280, 400, 60).fill("#003366").fillColor("#003366"), secret, at),
    ],
    [
      "white on a white box over a dark one",
      "1 in the colour of the background",
      (pdf) => put(pdf.rect(60, 280, 400, 60).fill("navy").rect(60, 280, 400, 60).fill("white"), secret, at),
    ],
    ["transparent", "1 transparent", (pdf) => put(pdf.fillColor("black").fillOpacity(0.01), secret, at)],
    [
      "nearly transparent",
      "1 in the colour of the background",
      (pdf) => put(pdf.fillColor("#999").fillOpacity(0.1), secret, at),
    ],
    ["drawn invisibly", "1 marked as hidden", (pdf) => inMode(pdf, 3)],
    [
      "clipped away at its side, on a page that is looked at",
      "1 outside of the page",
      (pdf) => put(put(pdf.fillColor("white"), ".", { x: 500, y: 700 }).rect(0, 0, 40, 792).clip(), secret, at),
    ],
    ["clipped away", "1 outside of the page", (pdf) => put(pdf.rect(0, 0, 1, 1).clip(), secret, at)],
    [
      "squeezed to lines",
      "1 too small to read",
      (pdf) => {
        pdf.addContent("5 Tz");
        put(pdf, secret, at);
        pdf.addContent("100 Tz");
      },
    ],
  ];

  it.each(hidings)("is left out if it is %s", async (_, reason, paint) => {
    const { text, warnings } = await loadBytes(await drawBeside(paint));
    expect(text).toBe(shown);
    expect(warnings).toEqual([{ code: "hidden-text", message: expect.stringContaining(reason) }]);
  });

  it.each(hidings.slice(0, 1))("is left out of an encrypted file if it is %s", async (_, reason, paint) => {
    const { text, warnings } = await loadBytes(await drawBeside(paint, { userPassword: "a", compress: true }), "a");
    expect(text).toBe(shown);
    expect(warnings[0]?.message).toContain(reason);
  });

  it("is left out if it is outside of the page", async () => {
    const bytes = await drawBeside((pdf) => put(pdf, secret, { x: 900, y: 300 }));
    expect((await loadBytes(bytes)).text).toBe(shown);
  });

  it("is left out on late pages, too", async () => {
    const bytes = await drawBeside((pdf) => {
      for (let number = 2; number <= 12; number++)
        put(pdf.addPage(), `Room ${number} ${"very ".repeat(number)}quiet.`, at);
      put(pdf.fillColor("white"), secret, { x: 72, y: 400 });
    });
    const { text, warnings } = await loadBytes(bytes);
    expect(text).toContain("Room 12 very");
    expect(text).not.toContain("offer");
    expect(warnings[0]?.message).toContain("Places: page 12.");
  });
});
