import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSitemap } from "./read-sitemap.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("reading a sitemap", () => {
  it("returns every address in order, compressed or not, with XML's own references resolved", async () => {
    const asXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.webUrl({ withQueryParameters: true })), async (addresses) => {
        const items = addresses.map((address) => `<url><loc> ${asXml(address)} </loc><lastmod>x</lastmod></url>`);
        const xml = bytes(`<?xml version="1.0"?><s:urlset xmlns:s="x">${items.join("\n")}</s:urlset>`);
        for (const file of [xml, gzipSync(xml)]) {
          expect(await readSitemap(file)).toEqual({ pages: addresses, sitemaps: [] });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("reads a broken sitemap up to the first error, and resolves no custom entity", async () => {
    const xml = `<!DOCTYPE urlset [<!ENTITY e "http://evil.example/">]><urlset><url><loc>http://a.example/</loc></url><url><loc>&e;</loc></url>`;
    expect(await readSitemap(bytes(xml))).toEqual({ pages: ["http://a.example/"], sitemaps: [] });
  });

  it("rejects other files and files over the limit", async () => {
    expect(await readSitemap(gzipSync(new Uint8Array(60_000_000)))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (file) => {
        expect(await readSitemap(file)).toBeUndefined();
      }),
    );
  });
});
