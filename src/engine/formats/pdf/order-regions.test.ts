import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, prose } from "./fixtures/draw-pdf.ts";

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Draws texts at places in a given order; returns the text that is read, paragraph by paragraph. */
async function readPlaced(texts: readonly (readonly [string, Place])[]): Promise<readonly string[]> {
  const bytes = await drawPdf((pdf) => {
    pdf.fontSize(9);
    for (const [text, { x, y, width }] of texts) pdf.text(text, x, y, { width });
  });
  return (await loadBytes(bytes)).text.split("\n\n");
}

describe("the order of columns", () => {
  it("is from left to right for three columns drawn in any order", async () => {
    const columns = ["North", "East", "South"].map(
      (word, index) => [prose(word), { x: 60 + index * 170, y: 120, width: 150 }] as const,
    );
    expect(await readPlaced(columns.toReversed())).toEqual(
      ["North", "East", "South"].map((word) => prose(word).trim()),
    );
  });

  it("starts again below a heading across the columns", async () => {
    const heading = "What the clinic charges for, and what it does not charge for at all, in every year since 2019";
    const read = await readPlaced([
      [prose("North"), { x: 60, y: 80, width: 230 }],
      [prose("East"), { x: 310, y: 80, width: 230 }],
      [heading, { x: 60, y: 300, width: 480 }],
      [prose("South"), { x: 60, y: 330, width: 230 }],
      [prose("West"), { x: 310, y: 330, width: 230 }],
    ]);
    expect(read).toEqual(
      [prose("North"), prose("East"), heading, prose("South"), prose("West")].map((text) => text.trim()),
    );
  });

  it("is found even if half of the page is text across the columns", async () => {
    const read = await readPlaced([
      [prose("Wide").repeat(4), { x: 60, y: 60, width: 480 }],
      [prose("North"), { x: 60, y: 430, width: 230 }],
      [prose("East"), { x: 310, y: 430, width: 230 }],
    ]);
    expect(read).toEqual([prose("Wide").repeat(4).trim(), prose("North").trim(), prose("East").trim()]);
  });

  it("takes a narrow sidebar as a column", async () => {
    const read = await readPlaced([
      [prose("Main"), { x: 60, y: 80, width: 330 }],
      [
        "Opening hours are told by the front desk, and by telephone, on every day but Sunday and holidays. ".repeat(2),
        { x: 420, y: 84, width: 120 },
      ],
    ]);
    expect(read[0]).toBe(prose("Main").trim());
    expect(read).toHaveLength(2);
  });
});
