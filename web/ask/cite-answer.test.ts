import { describe, expect, it } from "vitest";
import { citeAsHtml, citeAsList, citeAsMarkdown } from "./cite-answer.ts";

const cited = {
  question: "What does a key cost?",
  sentences: [
    { text: "A lost key costs €15.", numbers: [1] },
    { text: "Tell <Marek> & Lena.", numbers: [1, 2] },
  ],
  sources: [
    { number: 1, title: "Rooms & keys", heading: "Keys", at: "page 2", quote: "A lost key\ncosts €15." },
    { number: 2, title: "100% {odd}_title", heading: "", at: "", quote: "<b>Tell</b> them." },
  ],
};

describe("a copied answer", () => {
  it("lists the sources as footnotes in Markdown", () => {
    expect(citeAsMarkdown(cited)).toBe(
      "A lost key costs €15.[^1] Tell <Marek> & Lena.[^1][^2]\n\n" +
        "[^1]: Rooms & keys, Keys, page 2: “A lost key costs €15.”\n[^2]: 100% {odd}_title: “<b>Tell</b> them.”\n",
    );
  });

  it("escapes markup from the answer and the documents in HTML", () => {
    const html = citeAsHtml(cited);
    expect(html).toContain("Tell &lt;Marek&gt; &amp; Lena.<sup>[1]</sup><sup>[2]</sup>");
    expect(html).not.toContain("<b>");
  });

  it("lists the sources as BibTeX entries, with special characters escaped", () => {
    expect(citeAsList(cited)).toBe(
      "@misc{source1,\n  title = {Rooms \\& keys},\n  howpublished = {Keys, page 2},\n  note = {A lost key costs €15.}\n}\n\n" +
        "@misc{source2,\n  title = {100\\% \\{odd\\}\\_title},\n  note = {<b>Tell</b> them.}\n}\n",
    );
  });
});
