import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildSegments } from "./build-rows.ts";
import { drawPdf, loadBytes, put } from "./fixtures/draw-pdf.ts";
import type { Run } from "./read-pdf-runs.ts";
import { readSegment } from "./read-segment.ts";

const FONT = join(
  dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")),
  "standard_fonts",
  "LiberationSans-Regular.ttf",
);

/** Words set one by one from the right edge to the left, as lines in Hebrew are. */
function fromRight(words: readonly string[]): readonly Run[] {
  let end = 540;
  return words.map((text) => {
    const start = end - 6 * text.length;
    const box = { x: start, y: 90, width: end - start, height: 12 };
    const run = { text, box, angle: 0, start, end, baseline: 100, fontSize: 12, isSpaced: true };
    end = start - 4;
    return { ...run, isRightToLeft: /\p{Script=Hebrew}/u.test(text) };
  });
}

const read = (words: readonly string[]) => buildSegments(fromRight(words)).map(readSegment);

describe("text from right to left", () => {
  it("is read from the right, with its numbers", () => {
    const words = ["שלום", "עולם", "02", "1234", "בבוקר"];
    expect(read(words)).toEqual(["שלום עולם 02 1234 בבוקר"]);
  });

  it("keeps the order of words from left to right within it", () => {
    expect(read(["שלום", "Street", "Marlow", "בבוקר", "עולם"])).toEqual(["שלום Marlow Street בבוקר עולם"]);
  });
});

describe("characters that a font does not name", () => {
  it("are counted, since words with them cannot be found", async () => {
    const bytes = await drawPdf((pdf) => put(pdf.font(FONT).fontSize(12), "office hours", { x: 72, y: 100 }));
    const broken = Buffer.from(bytes)
      .toString("latin1")
      .replace(/<0066( ?0066)?>/gi, (code) => code.replaceAll("0066", "e066"));
    const { text, warnings } = await loadBytes(new Uint8Array(Buffer.from(broken, "latin1")));
    expect(text).not.toContain("office");
    expect(warnings).toMatchObject([{ code: "characters-unmapped", page: 1 }]);
    expect((await loadBytes(bytes)).warnings).toEqual([]);
  });
});
