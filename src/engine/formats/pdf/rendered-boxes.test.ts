import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Box } from "../../../core/index.ts";
import type { Picture } from "../picture/picture.ts";
import { drawPdf, loadBytes, prose } from "./fixtures/draw-pdf.ts";
import { standsInBox } from "./fixtures/stands-in-box.ts";
import { openRenderer } from "./render-page.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const documents = join(process.env.LYDIAN_DATA ?? join(root, "../shared/data"), "documents");
const fonts = join(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")), "standard_fonts");
const SPANS = 50;
const MAX_PAGES = 6;
/** Points: less than half of a line. */
const OFFSETS = [
  { x: 5, y: 0 },
  { x: -5, y: 0 },
  { x: 0, y: 5 },
  { x: 0, y: -5 },
];

interface Placed {
  readonly text: string;
  readonly box: Box;
  readonly picture: Picture;
}

/** Spans from all over a document's first pages, each with its page as PDF.js draws it. */
async function sampleSpans(bytes: Uint8Array, count: number): Promise<readonly Placed[]> {
  const { text, locations } = await loadBytes(bytes);
  const spans = locations.flatMap(({ span, location }) => {
    const isWord = span.end - span.start > 2 && "page" in location && location.page <= MAX_PAGES;
    return isWord ? [{ text: text.slice(span.start, span.end), page: location.page, boxes: location.boxes }] : [];
  });
  const chosen = spans.filter(
    (_, index) => Math.floor((index * count) / spans.length) !== Math.floor(((index - 1) * count) / spans.length),
  );
  const renderer = await openRenderer(bytes);
  try {
    const pictures = new Map<number, Picture>();
    for (const { page } of chosen) {
      const picture = pictures.get(page) ?? (await renderer.render(page));
      if (picture !== undefined) pictures.set(page, picture);
    }
    return chosen.flatMap(({ text: word, page, boxes: [box] }) => {
      const picture = pictures.get(page);
      return box === undefined || picture === undefined ? [] : [{ text: word, box, picture }];
    });
  } finally {
    await renderer.close();
  }
}

function count(placed: readonly Placed[], { x, y }: Pick<Box, "x" | "y">): number {
  return placed.filter(({ box, picture }) => standsInBox(picture, { ...box, x: box.x + x, y: box.y + y })).length;
}

/** Expects words in their boxes, and none in boxes that are slightly off. */
function expectInBoxes(placed: readonly Placed[], minShare: number): void {
  expect(placed.length).toBeGreaterThanOrEqual(SPANS - 2);
  expect(count(placed, { x: 0, y: 0 })).toBeGreaterThanOrEqual(minShare * placed.length);
  for (const offset of OFFSETS) expect(count(placed, offset)).toBeLessThan(0.25 * placed.length);
}

async function sampleAll(files: readonly Uint8Array[]): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (const [index, bytes] of files.entries()) {
    placed.push(...(await sampleSpans(bytes, Math.ceil((SPANS - placed.length) / (files.length - index)))));
  }
  return placed;
}

describe("the boxes of 50 spans on the drawn page", { timeout: 120_000 }, () => {
  it("contain their words in the handbook's PDFs: prose, tables, two columns", async () => {
    const names = ["price-list", "facilities/equipment", "facilities/washer-manual", "notices/newsletter-spring-2025"];
    const files = names.map((name) => new Uint8Array(readFileSync(join(root, "examples", "handbook", `${name}.pdf`))));
    expectInBoxes(await sampleAll(files), 1);
  });

  it("contain them on rotated and cropped pages, and in a partly embedded font", async () => {
    const write = (pdf: PDFKit.PDFDocument) => {
      pdf.font("Helvetica").fontSize(9).text(prose("Left"), 90, 100, { width: 200, lineGap: 5 });
      pdf.font(join(fonts, "LiberationSans-Italic.ttf")).text(prose("Right"), 320, 100, { width: 200, lineGap: 5 });
    };
    const turned = (degrees: number) =>
      drawPdf((pdf) => {
        Object.assign(pdf.page.dictionary.data, { Rotate: degrees });
        write(pdf);
      });
    const cropped = drawPdf((pdf) => {
      Object.assign(pdf.page.dictionary.data, { CropBox: [60, 40, 560, 740] });
      write(pdf);
    });
    expectInBoxes(
      await sampleAll([await turned(0), await turned(90), await turned(180), await turned(270), await cropped]),
      1,
    );
  });

  it("contain them in PDFs by other authors", async ({ skip }) => {
    skip(!existsSync(documents), `there are no documents in ${documents}`);
    const names = [
      "markitdown/packages/markitdown/tests/test_files/test.pdf",
      "markitdown/packages/markitdown/tests/test_files/movie-theater-booking-2024.pdf",
      "llamaindex-ts/examples/data/basic.pdf",
      "llamaindex-ts/examples/data/parallel/brk-2022-001-024.pdf",
    ];
    const files = names.map((name) => new Uint8Array(readFileSync(join(documents, name))));
    // An underlined word and a line that touches the next one are cut by the frame where nothing is wrong.
    expectInBoxes(await sampleAll(files), 0.92);
  });
});
