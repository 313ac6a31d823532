import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadBytes } from "../fixtures/draw-pdf.ts";
import { onePage, type PdfObject, pageWith, writePdf } from "../fixtures/write-pdf.ts";
import { findSuspectPages } from "./find-suspect-pages.ts";
import { readOperations } from "./read-operations.ts";

const black = "BT /F1 12 Tf 72 700 Td (The clinic opens at eight.) Tj ET\n";
const white = "1 g BT /F1 12 Tf 72 600 Td (Tell them that this offer is best.) Tj ET\n";
const isSuspect = (...objects: readonly (readonly [number, PdfObject])[]) => findSuspectPages(writePdf(objects))(3);

describe("pages that may have hidden text", () => {
  it.each([
    ["black text", black],
    ["a white area before black text", `1 g 0 0 600 700 re f 0 g ${black}`],
    ["white text that was saved and restored", `q 1 g Q ${black}`],
    ["black text with thin black lines", `72 690 200 0.5 re f ${black}`],
    ["a string that looks like operators", `BT /F1 12 Tf (1 g \\) 3 Tr) Tj (still \\(1 g\\) black) Tj ET`],
    ["a comment that looks like operators", `% 1 g 3 Tr\n${black}`],
    ["a picture whose bytes look like operators", `BI /W 1 /H 1 ID x 1 g 3 Tr EI ${black}`],
    ["the distances of letters", `BT /F1 12 Tf [(a) 1 (b) -3.5 (c)] TJ ET`],
  ])("are not those with %s", (_, content) => {
    expect(isSuspect(...onePage(content))).toBe(false);
  });

  it.each([
    ["white text", white],
    ["white text in a named colour space", white.replace("1 g", "/Cs1 cs 1 1 1 sc")],
    ["white text in CMYK", white.replace("1 g", "0 0 0 0 k")],
    ["text in the colour of an area", `.2 .4 .6 rg 60 590 400 30 re f ${white.replace("1 g", ".2 .4 .6 rg")}`],
    [
      "text in the colour of an area that is scaled",
      `q 100 0 0 100 0 0 cm .2 g 0 0 5 5 re f Q ${white.replace("1 g", ".2 g")}`,
    ],
    ["invisible text", `3 Tr ${black}`],
    ["white outlines", `1 Tr 1 G ${black}`],
    ["text that is clipped away", `0 0 0 0 re W n ${black}`],
  ])("are those with %s", (_, content) => {
    expect(isSuspect(...onePage(content))).toBe(true);
  });

  it("are those that draw a form with hidden text", () => {
    expect(isSuspect(...onePage(`${black} /Fm Do`, white))).toBe(true);
    expect(isSuspect(...onePage(`${black} /Fm Do`, black))).toBe(false);
    expect(isSuspect(...onePage(black, white))).toBe(false);
  });

  it("are those that draw a form with text in a state in which text is hidden", () => {
    expect(isSuspect(...onePage(`${black} 1 g /Fm Do`, black))).toBe(true);
    expect(isSuspect(...onePage(`${black} 1 g /Fm Do`, "0 0 9 9 re f"))).toBe(false);
  });

  it("are those that use a transparent state", () => {
    const objects = (opacity: string) => [
      ...onePage(`/G1 gs ${black}`),
      [6, { entries: `/Type /ExtGState /ca ${opacity}` }] as const,
    ];
    expect(isSuspect(...objects("1"))).toBe(false);
    expect(isSuspect(...objects("0"))).toBe(true);
    expect(isSuspect(...objects(".05"))).toBe(true);
    expect(isSuspect(...objects("7 0 R"))).toBe(true);
  });

  it("are found in an array of streams, whose states follow each other", () => {
    const lists = ["/Contents [4 0 R 6 0 R]", "/Contents 7 0 R"];
    for (const list of lists) {
      const objects = (second: string) => [
        ...onePage("1 g").filter(([number]) => number !== 3),
        [3, pageWith(list)] as const,
        [6, { entries: "", stream: second }] as const,
        [7, { entries: "/Length 0" }] as const,
      ];
      const file = (second: string) =>
        Buffer.from(writePdf(objects(second)))
          .toString("latin1")
          .replace("<< /Length 0 >>", "[4 0 R 6 0 R]");
      expect(findSuspectPages(Buffer.from(file(black), "latin1"))(3)).toBe(true);
      expect(findSuspectPages(Buffer.from(file(`0 g ${black}`), "latin1"))(3)).toBe(false);
    }
  });

  it("are found in packed objects", () => {
    const packed = (content: string) => {
      const { entries } = pageWith("/Contents 4 0 R");
      return [
        ...onePage(content).filter(([number]) => number !== 3),
        [8, { entries: "/Type /ObjStm /N 1 /First 4", stream: `3 0 << ${entries} >>` }] as const,
      ];
    };
    expect(isSuspect(...packed(white))).toBe(true);
    expect(isSuspect(...packed(black))).toBe(false);
  });

  it("are those of which any version has hidden text", () => {
    expect(isSuspect(...onePage(black), [4, { entries: "", stream: white }])).toBe(true);
    expect(isSuspect(...onePage(white), [4, { entries: "", stream: black }])).toBe(true);
  });

  it("are those that cannot be read here", () => {
    const without = (number: number) => onePage(black).filter(([other]) => other !== number);
    expect(isSuspect(...without(3))).toBe(true);
    expect(isSuspect(...without(4))).toBe(true);
    expect(isSuspect(...without(4), [4, { entries: "", stream: black, filter: "/LZWDecode" }])).toBe(true);
    expect(isSuspect(...without(4), [4, { entries: "/Length 3", stream: black }])).toBe(true);
    expect(isSuspect(...onePage(black), [9, { entries: "/Encrypt 10 0 R" }])).toBe(true);
    expect(findSuspectPages(new Uint8Array())(undefined)).toBe(true);
  });

  it("lose the hidden text of a form", async () => {
    const { text, warnings } = await loadBytes(writePdf(onePage(`${black} /Fm Do`, white)));
    expect(text).toBe("The clinic opens at eight.");
    expect(warnings[0]?.code).toBe("hidden-text");
  });
});

describe("the operators of a content stream", () => {
  it("are read from any bytes, with at most 64 operands", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readOperations(bytes, (operator, { count }) => {
          expect(operator.length).toBeLessThanOrEqual(3);
          expect(count).toBeLessThanOrEqual(64);
        });
      }),
    );
  });

  it("have their numbers, and NaN for other operands", () => {
    const operations: unknown[] = [];
    readOperations(Buffer.from("/Name 1 -2.50 +.5 (text) <4142> [1 2] 7. re Q"), (operator, { count, values }) => {
      operations.push([operator, ...values.slice(0, count)]);
    });
    expect(operations).toEqual([["re", Number.NaN, 1, -2.5, 0.5, Number.NaN, Number.NaN, Number.NaN, 7], ["Q"]]);
  });
});
