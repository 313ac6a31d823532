import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoadFailedError, never } from "../../../core/index.ts";
import { buildPackage, buildPptx, relationships } from "../fixtures/build-package.ts";
import { expectExactSpans, listElements } from "../fixtures/expect-exact-spans.ts";
import { loadPptx } from "./load-pptx.ts";

const load = (bytes: Uint8Array) => loadPptx({ bytes, uri: "a.pptx", mediaType: "" }, never);
const p = (text: string, properties = "") => `<a:p>${properties}<a:r><a:t>${text}</a:t></a:r></a:p>`;
const shape = (type: string, ...paragraphs: string[]) =>
  `<p:sp><p:nvSpPr><p:nvPr>${type === "" ? "" : `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join("")}</p:txBody></p:sp>`;
const tc = (text: string, attributes = "") => `<a:tc ${attributes}><a:txBody>${p(text)}</a:txBody></a:tc>`;
const P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';

describe("loadPptx", () => {
  it("reads the title first, then shapes and groups in their order, without number and footer", async () => {
    const loaded = await load(
      buildPptx([
        shape("body", p("one"), p("two", '<a:pPr lvl="1"/>')) +
          `<p:grpSp>${shape("", p("grouped"))}</p:grpSp>` +
          shape("title", p("Fees")) +
          shape("sldNum", p("1")) +
          shape("", p("first", "<a:pPr><a:buAutoNum/></a:pPr>"), p("second", "<a:pPr><a:buAutoNum/></a:pPr>")),
      ]),
    );
    expect(listElements(loaded)).toEqual([
      ["heading", "Fees"],
      ["list", "- one\n  - two"],
      ["paragraph", "grouped"],
      ["list", "1. first\n2. second"],
    ]);
  });

  it("locates every block on its slide, and warns of slides without text", async () => {
    const loaded = await load(buildPptx([shape("title", p("A")), "<p:pic/>", shape("", p("b"))]));
    expect(loaded.locations.map(({ location }) => location)).toEqual([{ slide: 1 }, { slide: 3 }]);
    expect(loaded).toMatchObject({ pages: 3, pagesWithoutText: [2], title: "Handbook" });
    expect(loaded.warnings.map(({ code }) => code)).toEqual(["page-without-text", "pictures-not-read"]);
  });

  it("reads tables, chart figures, notes and comments", async () => {
    const table = `<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/><a:tr>${tc("Part") + tc("Price")}</a:tr><a:tr>${tc("A-113") + tc("4")}</a:tr><a:tr>${tc("", 'vMerge="1"') + tc("5")}</a:tr></a:tbl></p:graphicFrame>`;
    const chart = `<c:chartSpace ${C} ${A}><c:title>${p("Visits")}</c:title><c:plotArea><c:ser><c:tx><c:strRef><c:v>2024</c:v></c:strRef></c:tx><c:cat><c:strRef><c:pt idx="0"><c:v>May</c:v></c:pt></c:strRef></c:cat><c:val><c:numRef><c:pt idx="0"><c:v>17</c:v></c:pt></c:numRef></c:val></c:ser></c:plotArea></c:chartSpace>`;
    const loaded = await load(
      buildPptx([`${table}<p:graphicFrame><c:chart r:id="c1"/></p:graphicFrame>`], {
        "ppt/slides/_rels/slide1.xml.rels": relationships(
          ["c1", "chart", "../charts/chart1.xml"],
          ["n1", "notesSlide", "../notesSlides/notes1.xml"],
          ["m1", "comments", "../comments/comment1.xml"],
        ),
        "ppt/charts/chart1.xml": chart,
        "ppt/notesSlides/notes1.xml": `<p:notes ${P} ${A}>${shape("sldNum", p("1"))}${shape("body", p("Say hello."))}</p:notes>`,
        "ppt/comments/comment1.xml": `<p:cmLst ${P}><p:cm authorId="0"><p:text>Check.</p:text></p:cm></p:cmLst>`,
      }),
    );
    expect(loaded.text).toBe(
      "| Part | Price |\n| --- | --- |\n| A-113 | 4 |\n| A-113 | 5 |\n\nVisits\n\n|  | 2024 |\n| --- | --- |\n| May | 17 |\n\n[notes] Say hello.\n\n[comment] Check.",
    );
  });

  it("skips only a slide that is missing or broken", async () => {
    const bytes = buildPptx([shape("", p("a")), "<p:sp>", shape("", p("c"))]);
    const loaded = await load(bytes);
    expect(loaded.text).toBe("a\n\nc");
    expect(loaded.warnings).toMatchObject([{ code: "page-unreadable", page: 2 }]);
    await expect(load(buildPackage({ "a.xml": "<a/>" }))).rejects.toThrow(LoadFailedError);
  });

  it("writes descriptions of pictures, but not file names", async () => {
    const picture = (description: string) => `<p:pic><p:nvPicPr><p:cNvPr descr="${description}"/></p:nvPicPr></p:pic>`;
    const loaded = await load(buildPptx([picture("A door seal") + picture("image1.png")]));
    expect(loaded.text).toBe("[picture: A door seal]");
    expect(loaded.warnings).toMatchObject([
      { code: "pictures-not-read", message: expect.stringMatching(/^1 picture/) },
    ]);
  });

  it("returns exact spans for any slides", async () => {
    const part = fc.constantFrom(
      shape("title", p("T")),
      shape("body", p("a"), p("b")),
      shape("", p(" ")),
      `<p:graphicFrame><a:tbl><a:tr>${tc("a") + tc("b")}</a:tr><a:tr>${tc("1") + tc("2")}</a:tr></a:tbl></p:graphicFrame>`,
      "<p:graphicFrame/>",
    );
    const slides = fc.array(fc.array(part, { maxLength: 5 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(slides, async (trees) => {
        const loaded = await load(buildPptx(trees.map((tree) => tree.join(""))));
        expectExactSpans(loaded);
        expect(loaded.locations).toHaveLength(loaded.elements.length);
      }),
      { numRuns: 40 },
    );
  });
});
