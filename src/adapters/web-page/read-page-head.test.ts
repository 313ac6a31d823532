import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPageHead } from "./read-page-head.ts";

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const url = new URL("https://example.org/a/b");
const read = (bytes: Uint8Array, size = 65_536, charset?: string) =>
  readPageHead(inParts(bytes, size), { url, charset, token: "lydian" });
const bytes = (text: string) => new TextEncoder().encode(text);

describe("reading the head of a page", () => {
  it("resolves links against the base and in the page's encoding", async () => {
    const page = Buffer.from('<base href="/c/"><a href="d?x=1&amp;y=2">x</a><a href="\xe4">x</a>', "latin1");
    const { links } = await read(page, 65_536, "iso-8859-1");
    expect(links.map(({ href }) => href)).toEqual(["https://example.org/c/d?x=1&y=2", "https://example.org/c/%C3%A4"]);
  });

  it("ignores links in comments and scripts", async () => {
    const { links } = await read(bytes(`<!-- <a href="/a"> --><script>'<a href="/b">'</script><a>x</a>`));
    expect(links).toEqual([]);
  });

  it("does not depend on the parts in which the page arrives", async () => {
    const part = fc.constantFrom(
      '<a href="/x',
      '">',
      "</a>",
      '<a href="ä',
      "<meta name=robots content=",
      "noindex",
      "<!--",
      "-->",
      "é",
      " ",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const page = bytes(parts.join(""));
        expect(await read(page, size)).toEqual(await read(page));
      }),
    );
  });
});
