import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoadFailedError, never } from "../../../core/index.ts";
import { expectExactSpans, listElements } from "../fixtures/expect-exact-spans.ts";
import { loadRtf } from "./load-rtf.ts";

const load = (body: string) =>
  loadRtf({ bytes: Buffer.from(`{\\rtf1\\ansi ${body}}`, "latin1"), uri: "a.rtf", mediaType: "" }, never);
const read = async (body: string) => (await load(body)).text;

describe("loadRtf", () => {
  it("reads Unicode and skips its fallback, whatever its length", async () => {
    expect(await read("\\u8364?5 \\uc2\\u8364\\'80\\'80 6 \\uc0\\u8364 7")).toBe("€5 € 6 €7");
    expect(await read("\\u-10179?\\u-8704?")).toBe("😀");
    expect(await read("{\\uc3 \\u8364abc}d")).toBe("€d");
  });

  it("reads bytes in the document's code page, or in that of the font", async () => {
    expect(await read("\\ansicpg1251 \\'d7\\'e0\\'f1\\'fb")).toBe("Часы");
    const fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset128 Mincho;}}";
    expect(await read(`${fonts}\\f0 caf\\'e9 \\f1 \\'93\\'fa\\'96\\'7b`)).toBe("café 日本");
  });

  it("leaves out content that is not shown", async () => {
    expect(
      await read(
        "{\\header h}{\\*\\unknown u}{\\colortbl;\\red1;}{\\v hidden}{\\deleted gone}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}} \\{a\\}\\~b\\-c",
      ),
    ).toBe("link {a} bc");
  });

  it("skips binary data", async () => {
    expect(await read("a{\\pict\\bin4 }}}}}b")).toBe("ab");
  });

  it("reads headings by style and outline level, lists with their markers, quotes and dashes", async () => {
    const styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\s2\\outlinelevel1 Mine;}}";
    const loaded = await load(
      `${styles}\\pard\\s1 Fees\\par\\pard\\s2 Late\\par\\pard\\outlinelevel2 Later\\par` +
        "\\pard{\\listtext 1.\\tab}first\\par\\pard\\ilvl1{\\listtext\\'b7\\tab}inner\\par\\pard \\ldblquote a\\rdblquote \\emdash b\\par",
    );
    expect(listElements(loaded)).toEqual([
      ["heading", "Fees"],
      ["heading", "Late"],
      ["heading", "Later"],
      ["list", "1. first\n  - inner"],
      ["paragraph", "“a”—b"],
    ]);
    expect(loaded.elements.slice(0, 3).map(({ level }) => level)).toEqual([1, 2, 3]);
    expect(loaded.title).toBe("Fees");
  });

  it("reads tables with their header, and repeats merged cells", async () => {
    const row = (definition: string, ...cells: string[]) =>
      `\\trowd${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join("")}\\row `;
    const loaded = await load(
      row("\\trhdr\\cellx1\\cellx2", "Part", "Price") +
        row("\\clvmgf\\cellx1\\cellx2", "A-113", "4") +
        row("\\clvmrg\\cellx1\\cellx2", "", "5\\par per set") +
        "\\pard after\\par",
    );
    expect(loaded.text).toBe("| Part | Price |\n| --- | --- |\n| A-113 | 4 |\n| A-113 | 5 per set |\n\nafter");
    expect(loaded.elements[0]).toMatchObject({ kind: "table", header: { start: 0, end: 16 } });
  });

  it("puts footnotes and comments after their paragraph, and reads text boxes", async () => {
    const loaded = await load(
      "It costs 5.{\\footnote \\chftn Since May.\\par}{\\*\\atnauthor Ann}{\\*\\annotation Still right?} Go.\\par{\\shp{\\*\\shpinst{\\sp x}{\\shptxt boxed\\par}}}",
    );
    expect(loaded.text).toBe(
      "It costs 5.[footnote 1] Go.\n\n[footnote 1] Since May.\n\n[comment by Ann] Still right?\n\nboxed",
    );
  });

  it("reads title, author and dates from the information group", async () => {
    const { title, metadata } = await load(
      "{\\info{\\title H\\'e4ndbook}{\\author Ng}{\\creatim\\yr2024\\mo5\\dy1\\hr9\\min30}{\\nofpages3}}a",
    );
    expect(title).toBe("Händbook");
    expect(metadata).toEqual({ author: "Ng", date: "2024-05-01T09:30:00.000Z" });
  });

  it("counts a picture once although the file contains it a second time for old programs, and warns of symbol fonts", async () => {
    const { warnings } = await load("{\\*\\shppict{\\pict ff}}{\\nonshppict{\\pict ff}}a\\u-3913?");
    expect(warnings.map(({ code }) => code)).toEqual(["characters-replaced", "pictures-not-read"]);
    expect(warnings[1]?.message).toMatch(/^1 picture /);
  });

  it("knows no control word by a name that every object has", async () => {
    expect(await read("before \\constructor after{\\*\\valueOf hidden}\\toString .")).toBe("before after.");
    const { metadata } = await load("{\\info{\\constructor x}{\\toString y}}text");
    expect(metadata).toEqual({});
  });

  it("refuses groups that are nested too deeply, and reads a file that was cut off", async () => {
    await expect(load("{".repeat(20_000))).rejects.toThrow(LoadFailedError);
    expect(await read("{\\b cut \\'")).toContain("cut");
  });

  it("returns exact spans for any input", async () => {
    const part = fc.constantFrom(
      ..."{|}|\\par |\\pard |\\cell |\\row |\\trowd |\\intbl |text|e\\u769?|\\'e9|\\'|\\u|{\\footnote n}|{\\listtext 1.}|\\s1 |\\outlinelevel0 |\\uc-1 |\\bin9 |\\*|\\v |{\\*\\annotation c}|\\line |\\0".split(
        "|",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        expectExactSpans(await load(parts.join("")));
      }),
      { numRuns: 300 },
    );
  });
});
