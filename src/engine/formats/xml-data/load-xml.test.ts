import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoadFailedError, LydianError, locateSpan } from "../../../core/index.ts";
import { loadXml } from "./load-xml.ts";

const load = (text: string) => loadXml({ bytes: new TextEncoder().encode(text), uri: "a.xml", mediaType: "" });

describe("loadXml", () => {
  it("writes each text and attribute with its path, and its XPath as anchor", async () => {
    const { text, locations } = await load(
      '<?xml version="1.0"?>\n<shop id="7"><note>We <b>close</b> early</note><day>Mon</day><hours/><day>Tue</day></shop>',
    );
    expect(text).toBe('shop.@id: 7\nshop.note: We close early\nshop.day[1]: Mon\nshop.hours: ""\nshop.day[2]: Tue');
    const start = text.indexOf("shop.day[2]: Tue");
    expect(locateSpan(locations, { start, end: text.length })).toEqual({ anchor: "/shop/day[2]" });
  });

  it("writes flat elements with one name as a table", async () => {
    const part = (id: string, price: string) => `<part id="${id}"><price>${price}</price></part>`;
    const { text, locations } = await load(`<parts>${part("A-113", "12.50")}${part("A-114", "3.00")}</parts>`);
    expect(text).toContain("| @id | price |\n| --- | --- |\n| A-113 | 12.50 |\n| A-114 | 3.00 |");
    const start = text.indexOf("| A-114");
    expect(locateSpan(locations, { start, end: start + 5 })).toEqual({ anchor: "/parts/part[2]" });
  });

  it("never expands entities that a file declares", async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "secret"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>';
    await expect(load(bomb)).rejects.toThrow(LoadFailedError);
    expect((await load("<!DOCTYPE a><a>Fish &amp; &#67;hips</a>")).text).toBe("a: Fish & Chips");
  });

  it("ends with a document or a clear error on any text", async () => {
    const piece = fc.constantFrom(
      "<a>",
      "</a>",
      "<b x='1'/>",
      "text",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "&amp;",
      "&x;",
      "<?p ?>",
      "<",
      "\0",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        await load(`<a>${pieces.join("")}</a>`).catch((error: unknown) => expect(error).toBeInstanceOf(LydianError));
      }),
      { numRuns: 200 },
    );
    await expect(load("<a>".repeat(100_000))).rejects.toThrow(LoadFailedError);
  });
});

describe("feeds", () => {
  it("reads the entries of RSS with title, date, link and the text of their HTML", async () => {
    const item =
      "<item><title>Opening &amp;amp; closing</title><link>https://a.example/1</link><pubDate>Mon, 09 Dec 2024 20:26:59 GMT</pubDate>" +
      "<dc:creator>Ng</dc:creator><category>Hours</category><description>short</description>" +
      "<content:encoded><![CDATA[<p>We open at <b>nine</b>.</p><ul><li>Mon</li></ul><script>no()</script>]]></content:encoded></item>";
    const { text, title, elements, locations } = await load(
      `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="c"><channel><title>News</title>${item}</channel></rss>`,
    );
    expect(title).toBe("News");
    expect(text).toBe(
      "News\n\nOpening & closing\n\nDate: Mon, 09 Dec 2024 20:26:59 GMT\nAuthor: Ng\nLink: https://a.example/1\n" +
        "Categories: Hours\n\nWe open at nine.\n\n- Mon",
    );
    expect(elements.map(({ kind }) => kind)).toEqual(["heading", "heading", "code", "paragraph", "list"]);
    const start = text.indexOf("nine");
    expect(locateSpan(locations, { start, end: start + 4 })).toEqual({ anchor: "/rss/channel/item[1]" });
  });

  it("reads the entries of Atom with any type of content", async () => {
    const entries =
      '<entry><title>One</title><link rel="self" href="s"/><link href="https://a.example/1"/><updated>2024-05-01</updated>' +
      '<content type="xhtml"><div><p>We <em>open</em>.</p></div></content></entry><entry><title>Two</title><summary>Closed.</summary></entry>';
    const { text } = await load(`<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>${entries}</feed>`);
    expect(text).toBe("News\n\nOne\n\nDate: 2024-05-01\nLink: https://a.example/1\n\nWe open.\n\nTwo\n\nClosed.");
  });
});
