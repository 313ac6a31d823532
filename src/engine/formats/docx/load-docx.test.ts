import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoadFailedError } from "../../../core/index.ts";
import { buildDocx, buildPackage } from "../fixtures/build-package.ts";
import { expectExactSpans, listElements } from "../fixtures/expect-exact-spans.ts";
import { loadDocx } from "./load-docx.ts";

const load = (bytes: Uint8Array) => loadDocx({ bytes, uri: "a.docx", mediaType: "" });
const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const p = (content: string, properties = "") => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const item = (text: string, list: number, depth: number) =>
  p(run(text), `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
const tc = (text: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(run(text))}</w:tc>`;
const tr = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;

describe("loadDocx", () => {
  it("reads headings by their style in any language, by what it is based on, and by outline level", async () => {
    const loaded = await load(
      buildDocx(
        p(run("Fees"), '<w:pStyle w:val="berschrift2"/>') +
          p(run("Late fees"), '<w:pStyle w:val="Mine"/>') +
          p(run("Refunds"), '<w:outlineLvl w:val="3"/>') +
          p(run("No heading"), '<w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/>'),
      ),
    );
    expect(loaded.elements.map(({ kind, level }) => [kind, level])).toEqual([
      ["heading", 2],
      ["heading", 2],
      ["heading", 4],
      ["paragraph", undefined],
    ]);
    expect(loaded.locations.map(({ location }) => location)).toContainEqual({ anchor: "late-fees" });
  });

  it("ignores element names that every object has, such as `constructor`", async () => {
    const inner = `<constructor>${run("a")}</constructor><toString>${run("b")}</toString>`;
    const math = `<m:oMath><m:r><m:t>x</m:t></m:r><valueOf><m:t>y</m:t></valueOf></m:oMath>`;
    const loaded = await load(buildDocx(p(inner + math)));
    expect(loaded.text).toBe("abxy");
  });

  it("numbers lists and headings as Word does", async () => {
    const numbered = '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const loaded = await load(
      buildDocx(
        item("first", 1, 0) +
          item("inner", 1, 1) +
          item("inner", 1, 1) +
          item("next", 1, 0) +
          item("dot", 2, 0) +
          p(run("Fees"), numbered),
      ),
    );
    expect(listElements(loaded)).toEqual([
      ["list", "3. first\n  3.a) inner\n  3.b) inner\n4. next\n- dot"],
      ["heading", "5. Fees"],
    ]);
  });

  it("puts footnotes and comments after their paragraph or list", async () => {
    const note = '<w:r><w:footnoteReference w:id="5"/></w:r>';
    const comment = '<w:r><w:commentReference w:id="0"/></w:r>';
    const loaded = await load(buildDocx(p(run("It costs 5.") + note) + p(run("Open.") + comment) + item("a", 2, 0)));
    expect(listElements(loaded)).toEqual([
      ["paragraph", "It costs 5.[footnote 1]"],
      ["paragraph", "[footnote 1] Since May."],
      ["paragraph", "Open."],
      ["paragraph", "[comment by Ann] Still right?"],
      ["list", "- a"],
    ]);
    expect(loaded.warnings).toEqual([]);
  });

  it("reads tables with their header, and repeats merged cells", async () => {
    const header = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${tc("Part") + tc("Price")}</w:tr>`;
    const rows =
      tr(tc("A-113", '<w:vMerge w:val="restart"/>'), tc("4 | 5")) +
      tr(tc("", "<w:vMerge/>"), tc("6")) +
      tr(tc("all", '<w:gridSpan w:val="2"/>'));
    const loaded = await load(buildDocx(`<w:tbl>${header}${rows}</w:tbl>`));
    expect(loaded.text).toBe("| Part | Price |\n| --- | --- |\n| A-113 | 4 \\| 5 |\n| A-113 | 6 |\n| all |  |");
    const span = loaded.elements[0]?.header;
    expect(span && loaded.text.slice(span.start, span.end)).toBe("| Part | Price |");
  });

  it("reads a table that only lays out the page as its paragraphs", async () => {
    const inner = `<w:tbl>${tr(tc("Part"), tc("Price"))}${tr(tc("A-113"), tc("4"))}</w:tbl>`;
    const loaded = await load(buildDocx(`<w:tbl>${tr(`<w:tc>${p(run("Left"))}${inner}</w:tc>`, tc("Right"))}</w:tbl>`));
    expect(listElements(loaded).map(([kind]) => kind)).toEqual(["paragraph", "table", "paragraph"]);
  });

  it("reads inserted and linked text, but not deleted or hidden text or field codes", async () => {
    const loaded = await load(
      buildDocx(
        p(
          `<w:ins>${run("new ")}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>${run("gone", "<w:vanish/>")}` +
            `<w:hyperlink>${run("link")}</w:hyperlink><w:r><w:instrText>PAGE</w:instrText><w:tab/><w:noBreakHyphen/></w:r>`,
        ),
      ),
    );
    expect(loaded.text).toBe("new link -");
  });

  it("reads each text box once after its paragraph, equations in line, and counts pictures without a description", async () => {
    const box = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:drawing><w:txbxContent>${p(run("boxed"))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(run("boxed"))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>`;
    const math =
      "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>";
    const loaded = await load(buildDocx(p(`<w:r>${box}</w:r>${math}<w:r><w:drawing><a:blip/></w:drawing></w:r>`)));
    expect(loaded.text).toBe("a/2\n\nboxed");
    expect(loaded.warnings).toMatchObject([
      { code: "pictures-not-read", message: expect.stringMatching(/^1 picture/) },
    ]);
  });

  it("takes title, author, keywords and dates from the properties", async () => {
    const { title, metadata } = await load(buildDocx(p(run("a"))));
    expect(title).toBe("Handbook");
    expect(metadata).toEqual({ author: "Ng", keywords: "fees", date: "2024-05-01T09:00:00.000Z" });
  });

  it("reads strict OOXML and any prefixes", async () => {
    const bytes = buildPackage({
      "word/document.xml": `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>`,
    });
    expect((await load(bytes)).text).toBe("strict");
  });

  it("says what is wrong with a document without a body, or with broken XML, and quotes nothing", async () => {
    await expect(load(buildPackage({ "a.xml": "<a/>" }))).rejects.toThrow(LoadFailedError);
    const error = await load(buildPackage({ "word/document.xml": "<a>secret</b>" })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(/not well-formed at line 1/) });
    expect(inspect(error, { depth: null })).not.toContain("secret");
    await expect(load(buildDocx("<w:sdt>".repeat(300) + "</w:sdt>".repeat(300)))).rejects.toThrow(/deeper than 256/);
  });

  it("returns exact spans for any body", async () => {
    const part = fc.constantFrom(
      p(run("text e\u0301")),
      p(""),
      p(run("H"), '<w:outlineLvl w:val="0"/>'),
      item("i", 1, 0),
      item("i", 2, 1),
      item("", 2, 0),
      `<w:tbl>${tr(tc("a"), tc("b"))}${tr(tc("1"), tc(""))}</w:tbl>`,
      `<w:tbl>${tr(tc("a"))}</w:tbl>`,
      p('<w:r><w:footnoteReference w:id="5"/></w:r>'),
      `<w:tbl/>`,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        expectExactSpans(await load(buildDocx(parts.join(""))));
      }),
      { numRuns: 40 },
    );
  });
});
