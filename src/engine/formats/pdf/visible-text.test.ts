import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawPicture } from "../fixtures/draw-picture.ts";
import { at, drawBeside, inMode, secret, shown } from "./fixtures/draw-hidden.ts";
import { drawPdf, loadBytes, put } from "./fixtures/draw-pdf.ts";
import { onePage, writePdf } from "./fixtures/write-pdf.ts";

const photo = Buffer.from(drawPicture({ width: 40, height: 40 }, []).encode("image/png"));

describe("text that a reader sees", () => {
  const visible: readonly (readonly [string, (pdf: PDFKit.PDFDocument) => void])[] = [
    ["small letters", (pdf) => put(pdf.fontSize(4), secret, at)],
    [
      "white letters on a dark box",
      (pdf) => put(pdf.rect(60, 280, 400, 60).fill("navy").fillColor("white"), secret, at),
    ],
    [
      "white letters on a dark box with round corners",
      (pdf) => put(pdf.roundedRect(60, 280, 400, 60, 8).fill("navy").fillColor("white"), secret, at),
    ],
    [
      "white letters on a gradient",
      (pdf) => {
        const gradient = pdf.linearGradient(60, 280, 460, 280).stop(0, "navy").stop(1, "black");
        put(pdf.rect(60, 280, 400, 60).fill(gradient).fillColor("white"), secret, at);
      },
    ],
    [
      "white letters on a thick line",
      (pdf) => put(pdf.lineWidth(60).moveTo(60, 305).lineTo(460, 305).stroke("navy").fillColor("white"), secret, at),
    ],
    [
      "white letters on a picture",
      (pdf) => put(pdf.image(photo, 60, 280, { width: 400, height: 60 }).fillColor("white"), secret, at),
    ],
    ["white letters with a dark outline", (pdf) => inMode(pdf.fillColor("white").strokeColor("black"), 2)],
    [
      "black letters in a black frame",
      (pdf) => put(pdf.rect(60, 280, 400, 60).rect(62, 282, 396, 56).fill("even-odd").fillColor("black"), secret, at),
    ],
    [
      "black letters in the corner of a black angle",
      (pdf) =>
        put(pdf.polygon([60, 250], [600, 250], [600, 256], [66, 256], [66, 600], [60, 600]).fill("black"), secret, at),
    ],
    [
      "letters under a transparent box",
      (pdf) => put(pdf.fillOpacity(0.3).rect(60, 280, 400, 60).fill("black").fillOpacity(1), secret, at),
    ],
    [
      "the invisible text of a scan",
      (pdf) => {
        pdf.image(photo, 0, 250, { width: 612, height: 400 });
        inMode(pdf, 3);
      },
    ],
    [
      "the invisible text of a scan in strips",
      (pdf) => {
        for (let y = 250; y < 400; y += 10) pdf.image(photo, 0, y, { width: 612, height: 10 });
        inMode(pdf, 3);
      },
    ],
  ];

  it.each(visible)("is kept: %s", async (_, paint) => {
    // A white dot makes sure that the page is looked at closely.
    const dot = (pdf: PDFKit.PDFDocument) => put(pdf.fillColor("white"), ".", { x: 500, y: 700 }).fillColor("black");
    for (const bytes of [await drawBeside(paint), await drawBeside((pdf) => paint(dot(pdf)))]) {
      const { text, warnings } = await loadBytes(bytes);
      expect(text).toContain(secret);
      expect(warnings).toEqual([]);
    }
  });

  it("keeps its place where hidden words cut its line", async () => {
    const parts = ["The clinic", " or the offer of this week", " opens at eight."];
    let x = 72;
    const starts: number[] = [];
    const bytes = await drawPdf((pdf) => {
      pdf.fontSize(12);
      for (const [index, part] of parts.entries()) {
        starts.push(x);
        put(pdf.fillColor(index === 1 ? "white" : "black"), part, { x, y: 100 });
        x += pdf.widthOfString(part);
      }
    });
    const { text, locations, warnings } = await loadBytes(bytes);
    expect(text).toMatch(/^The clinic +opens at eight\.$/);
    expect(warnings).toHaveLength(1);
    const boxes = locations.map(({ location }) => ("boxes" in location ? location.boxes?.[0] : undefined));
    expect(boxes[0]?.x).toBeCloseTo(72, 1);
    expect((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0)).toBeCloseTo(starts[1] ?? 0, 1);
    expect(boxes[1]?.x).toBeGreaterThan(starts[2] ?? Number.NaN);
    expect((boxes[1]?.x ?? 0) + (boxes[1]?.width ?? 0)).toBeCloseTo(x, 1);
  });

  it("makes a picture a background, whose invisible text is left out", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.image(photo, 0, 0, { width: 612, height: 792 }).fontSize(12);
      for (let line = 0; line < 10; line++) put(pdf, `${shown} ${line}`, { x: 72, y: 100 + line * 14 });
      inMode(pdf, 3);
    });
    const { text, warnings } = await loadBytes(bytes);
    expect(text).toContain(shown);
    expect(text).not.toContain("offer");
    expect(warnings).toHaveLength(1);
  });

  it("makes invisible text beside a picture no text of it", async () => {
    const bytes = await drawBeside((pdf) => {
      pdf.image(photo, 60, 500, { width: 100, height: 100 });
      inMode(pdf, 3);
    });
    expect((await loadBytes(bytes)).text).toBe(shown);
  });

  it.each([
    ["one after the other", "(The clinic ) Tj COLOUR (or the offer of this week ) Tj 0 g (opens at eight.) Tj"],
    ["narrow", "60 Tz (The clinic ) Tj COLOUR (or the offer of this week ) Tj 0 g (opens at eight.) Tj"],
    [
      "with distances",
      "[(The) -200 ( clinic )] TJ COLOUR (or the offer of this week ) Tj 0 g [(opens) -90 ( at eight.)] TJ",
    ],
    ["spaced", "0.3 Tc 3 Tw (The clinic ) Tj COLOUR (or the offer of this week ) Tj 0 g (opens at eight.) Tj"],
  ])("keeps its place at the end of letters that are drawn %s", async (_, content) => {
    const draw = (colour: string) =>
      writePdf(onePage(`BT /F1 12 Tf 72 700 Td ${content.replace("COLOUR", colour)} ET`));
    const [cut, whole] = [await loadBytes(draw("1 g")), await loadBytes(draw("0 g"))];
    expect(cut.text).toMatch(/^The clinic +opens at eight\.$/);
    expect(endOf(cut)).toBeCloseTo(endOf(whole), 1);
  });

  it("keeps its places where words between are hidden, in any order and mixture", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        const mixed = await lettersOf(drawWords(words));
        const plain = await lettersOf(drawWords(words.map((each) => ({ ...each, isSkipped: each.isHidden }))));
        expect(mixed.map(({ letter }) => letter)).toEqual(plain.map(({ letter }) => letter));
        // Hidden words cut a run, so its box is a part of the box without them.
        for (const [index, { start, end }] of mixed.entries()) {
          expect(start).toBeGreaterThanOrEqual((plain[index]?.start ?? Number.NaN) - 0.05);
          expect(end).toBeLessThanOrEqual((plain[index]?.end ?? Number.NaN) + 0.05);
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** Returns where the last run ends. */
function endOf({ locations }: Awaited<ReturnType<typeof loadBytes>>): number {
  const location = locations.at(-1)?.location;
  const box = location !== undefined && "boxes" in location ? location.boxes?.[0] : undefined;
  return (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN);
}

interface Word {
  readonly text: string;
  readonly gap: number;
  readonly isHidden: boolean;
  readonly isSkipped?: boolean;
}

const word: fc.Arbitrary<Word> = fc.record({
  text: fc.stringMatching(/^[A-Za-z]{1,9}$/),
  gap: fc.integer({ min: 0, max: 9 }),
  isHidden: fc.boolean(),
});

function drawWords(words: readonly Word[]): Promise<Uint8Array> {
  return drawPdf((pdf) => {
    pdf.fontSize(10);
    let x = 60;
    for (const { text, gap, isHidden, isSkipped } of words) {
      if (!isSkipped) put(pdf.fillColor(isHidden ? "white" : "black"), text, { x, y: 100 });
      x += pdf.widthOfString(text) + gap;
    }
  });
}

/** Loads a PDF of one line, and returns its letters with the left and the right end of the box around each. */
async function lettersOf(bytes: Promise<Uint8Array>) {
  const { text, locations } = await loadBytes(await bytes);
  return locations.flatMap(({ span, location }) => {
    const box = "boxes" in location ? location.boxes?.[0] : undefined;
    const [start, end] = [box?.x ?? 0, (box?.x ?? 0) + (box?.width ?? 0)];
    return [...text.slice(span.start, span.end)]
      .filter((letter) => letter !== " ")
      .map((letter) => ({ letter, start, end }));
  });
}
