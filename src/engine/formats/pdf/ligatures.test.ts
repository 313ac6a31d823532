import { describe, expect, it } from "vitest";
import { loadBytes } from "./fixtures/draw-pdf.ts";
import { writePdf } from "./fixtures/write-pdf.ts";

/**
 * Draws lines in a font whose code `D` shows the ligature "ti" although the font names it as the letter, as some
 * programs write it.
 */
function drawLines(lines: readonly string[], differences = ""): Uint8Array {
  const font = `/F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /FirstChar 1 /LastChar 126 /Widths [${"500 ".repeat(126)}] /Encoding << /Type /Encoding /Differences [${differences}] >> >>`;
  const page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R";
  const shown = lines.map((line) => `(${line}) Tj 0 -14 Td`).join(" ");
  return writePdf([
    [1, { entries: "/Type /Catalog /Pages 2 0 R" }],
    [2, { entries: "/Type /Pages /Kids [3 0 R] /Count 1" }],
    [3, { entries: `${page} /Resources << /Font << ${font} >> >>` }],
    [4, { entries: "", stream: `BT /F1 12 Tf 72 700 Td ${shown} ET` }],
  ]);
}

async function textOf(lines: readonly string[], differences?: string): Promise<string> {
  return (await loadBytes(drawLines(lines, differences))).text.replaceAll("\n", " ");
}

describe("a ligature", () => {
  it("that a font names is read as its letters", async () => {
    const { text, warnings } = await loadBytes(
      drawLines(["The \\001rst \\002oor of the o\\003ce, sta\\004 so\\005ware"], "1 /fi /fl /ffi /ff /f_t"),
    );
    expect(text).toBe("The first floor of the office, staff software");
    expect(warnings).toEqual([]);
  });

  it("that a font names as another letter is repaired where this completes most words, and says so", async () => {
    const { text, warnings, locations } = await loadBytes(
      drawLines([
        "The expiraDon of the noDce in wriDng, Dtle and posiDon.",
        "The SoHware for IdenDHicaDon, Ms McDonald, Dogs.",
      ]),
    );
    expect(text.replaceAll("\n", " ")).toBe(
      "The expiration of the notice in writing, title and position. The SoHware for IdenDHicaDon, Ms McDonald, Dogs.",
    );
    expect(warnings).toEqual([
      {
        code: "ligatures-repaired",
        message:
          "The file's fonts name ligatures as other letters. 5 words were repaired by a list of English words, such as “expiraDon” as “expiration”.",
      },
    ]);
    expect(locations.map(({ span }) => text.slice(span.start, span.end)).join(" ")).toBe(text.replaceAll("\n", " "));
  });

  it("that is drawn apart from the rest of its word is repaired, too", async () => {
    const parts = (word: string) => word.split(/(?=D)|(?<=D)/).join(") Tj (");
    expect(await textOf([["condiDon", "posiDon", "noDce"].map(parts).join(" ")])).toBe("condition position notice");
  });

  it("that a font does not name is repaired, too", async () => {
    expect(await textOf(["condi\\001on, posi\\001on, no\\001ce, \\001tle"], "1 /t_i")).toBe(
      "condition, position, notice, title",
    );
  });

  it("is not assumed in names of functions, nor where fewer than three words suggest it", async () => {
    for (const line of [
      "The SoHware of the expiraDon and the noDce.",
      "getData, setDate, isDone, openDoor, hasDesk and newDay are LlamaIndex and GitHub on iPhone.",
      "McDonald, DeDe, VanDyke and MacDuff",
    ])
      expect(await textOf([line])).toBe(line);
  });
});
