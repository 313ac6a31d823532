import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { limitNesting } from "./limit-nesting.ts";
import { loadHtml } from "./load-html.ts";

const load = (html: string | Uint8Array) =>
  loadHtml({
    bytes: typeof html === "string" ? new TextEncoder().encode(html) : html,
    uri: "a.html",
    mediaType: "text/html",
  });

const prose =
  "The clinic opens at nine in the morning, and closes at five in the afternoon, on every working day. ".repeat(4);

describe("loadHtml", () => {
  it("reads clean text with headings, lists, tables, code and quotes as elements", async () => {
    const { text, elements } = await load(`
      <h1 id="top">Opening&nbsp;hours</h1><p>We open<br>at <b>nine</b> &amp; close at 5.</p>
      <ul><li>Monday<ol start="3"><li>early</li><li>late</li></ol></li><li>Tuesday</li></ul>
      <table><tr><th>Day<th>Open</tr><tr><td rowspan="2">Mon<td>9 | 10</tr><tr><td>11</tr></table>
      <pre>a  b\n c</pre><blockquote><p>Pay first.</p></blockquote>`);
    expect(elements.map(({ kind, span }) => [kind, text.slice(span.start, span.end)])).toEqual([
      ["heading", "Opening hours"],
      ["paragraph", "We open\nat nine & close at 5."],
      ["list", "- Monday\n  3. early\n  4. late\n- Tuesday"],
      ["table", "| Day | Open |\n| --- | --- |\n| Mon | 9 \\| 10 |\n| Mon | 11 |"],
      ["code", "a  b\n c"],
      ["quote", "Pay first."],
    ]);
    const header = elements[3]?.header;
    expect(header && text.slice(header.start, header.end)).toBe("| Day | Open |");
  });

  it("drops content that a reader does not see", async () => {
    const { text } = await load(
      `<body style="display:none"><p>seen</p><script>a</script><style>b</style><p hidden>c</p><p style="color:red; display: none">d</p>
       <p aria-hidden="true">e</p><template>f</template><!-- g --><noscript>h</noscript></body>`,
    );
    expect(text).toBe("seen");
  });

  it("uses ids and heading slugs as anchors", async () => {
    const { locations } = await load(
      `<h2 id="fees">Fees</h2><p>a</p><h2>Opening hours</h2><p id="p2">b</p><ul id="days"><li id="mon">Mon</li><li id="tue">Tue</li></ul>`,
    );
    expect(locations.map(({ location }) => location)).toEqual([
      { anchor: "fees" },
      { anchor: "opening-hours" },
      { anchor: "p2" },
      { anchor: "mon" },
    ]);
  });

  it("shows the address of a link only after words that mean nothing without it", async () => {
    const { text } = await load(
      `<p>See <a href="https://a.example/x">here</a> or <a href="https://b.example">the rules</a>.</p>`,
    );
    expect(text).toBe("See here (https://a.example/x) or the rules.");
  });

  it("keeps the main content, without navigation and footer", async () => {
    const { text, title, metadata } = await load(
      `<html lang="en"><head><title>Hours</title><meta name="author" content="Ng"><meta property="article:published_time" content="2024-05-01T09:00:00+02:00">
       <link rel="canonical" href="https://a.example/hours"></head><body><nav><a href="/">Home page link</a></nav>
       <article><h2>When we open</h2><p>${prose}</p><p>${prose}</p></article><footer>All rights reserved</footer></body></html>`,
    );
    expect(text).toContain("closes at five");
    expect(text).not.toMatch(/Home page link|All rights reserved/);
    expect(title).toBe("Hours");
    expect(metadata).toMatchObject({
      author: "Ng",
      date: "2024-05-01T07:00:00.000Z",
      language: "en",
      url: "https://a.example/hours",
    });
  });

  it("keeps the whole body if the main content would lose a table", async () => {
    const { text } = await load(
      `<body><article><p>${prose}</p><p>${prose}</p></article><div class="sidebar"><table><tr><th>Part</th><th>Price</th></tr><tr><td>A-113</td><td>4</td></tr></table></div></body>`,
    );
    expect(text).toContain("| A-113 | 4 |");
  });

  it("respects the declared encoding", async () => {
    const html = `<meta charset="windows-1251"><p>Часы работы</p>`;
    const { text, warnings } = await load(iconv.encode(html, "windows-1251"));
    expect(text).toBe("Часы работы");
    expect(warnings).toEqual([]);
  });

  it("prefers the server's encoding to the page's own", async () => {
    const bytes = iconv.encode(`<meta charset="windows-1252"><p>診療時間</p>`, "shift_jis");
    const { text } = await loadHtml({ bytes, uri: "a", mediaType: "text/html", charset: "shift_jis" });
    expect(text).toBe("診療時間");
  });

  it("reads elements nested to any depth", async () => {
    const { text } = await load(`${"<div>".repeat(20_000)}deep${"</div>".repeat(20_000)}<p>after</p>`);
    expect(text).toBe("deep\n\nafter");
  });

  it("does not change pages that nest no deeper than browsers allow", () => {
    const part = fc.constantFrom(
      "<div>",
      "</div>",
      "<p a='>'>",
      "text",
      "<!-- <div> -->",
      "<script>'<div>'</script>",
      "<br/>",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 100 }), (parts) => {
        expect(limitNesting(parts.join(""))).toBe(parts.join(""));
      }),
    );
  });

  it("returns NFC text and sorted spans for any input", async () => {
    const part = fc.constantFrom(
      ..."<p>,</p>,<ul>,<li>,</ul>,<table>,<tr>,<td>,<th>,</table>,<h2 id=x>,</h2>,<pre>,</pre>,<blockquote>,a,é,\u0301, b ,&#0;,<br>".split(
        ",",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        const { text, elements, locations } = await load(`<body>${parts.join("")}</body>`);
        expect(text).toBe(text.normalize("NFC"));
        let end = 0;
        for (const { span } of elements) {
          expect(span.start).toBe(end === 0 ? 0 : end + 2);
          end = span.end;
        }
        expect(end).toBe(text.length);
        expect(locations.every(({ span }) => elements.some((element) => element.span.start === span.start))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
