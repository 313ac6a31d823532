import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type KnownVersion, type ListOptions, type ListProgress, never, type SourceListing } from "../../core/index.ts";
import type { WebPageOptions } from "./create-web-pages.ts";
import { listPages } from "./fixtures/list-pages.ts";
import { type Answer, type ServedSite, serveSite } from "./fixtures/serve-site.ts";

const resources: { close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of resources.splice(0)) await resource.close?.();
});

async function serve(pages: Readonly<Record<string, Answer>>): Promise<ServedSite> {
  const site = await serveSite(pages);
  resources.push(site);
  return site;
}

async function list(address: string, options: ListOptions, settings: Partial<WebPageOptions> = {}) {
  const listing = await listPages(address, settings, options);
  resources.push(listing);
  return listing;
}

const pathsOf = ({ entries }: SourceListing) => entries.map(({ uri }) => new URL(uri).pathname + new URL(uri).search);
const link = (...paths: readonly string[]) => paths.map((path) => `<a href="${path}">x</a>`).join("");
const sitemap = (...addresses: readonly string[]) =>
  `<?xml version="1.0"?><urlset>${addresses.map((address) => `<url><loc>${address}</loc></url>`).join("")}</urlset>`;

describe("a crawl", () => {
  it("fetches the pages within its depth, each once, and stays on the host", async () => {
    const site = await serve({
      "/": link("/a", "/a#part", "b?", "http://other.example/", "mailto:me@example.org", "/picture.png"),
      "/a": link("/", "/a/deep", "/b"),
      "/b": link("/a"),
      "/a/deep": link("/too-deep"),
      "/too-deep": "page",
    });
    expect(pathsOf(await list(site.origin, { depth: 1 }))).toEqual(["/", "/a", "/b"]);
    expect(pathsOf(await list(site.origin, { depth: 2 }))).toEqual(["/", "/a", "/a/deep", "/b"]);
    expect(site.requests.filter((path) => path === "/picture.png")).toEqual([]);
  });

  it("requests each page and robots.txt once", async () => {
    const site = await serve({ "/": link("/a", "/b"), "/a": link("/", "/b"), "/b": link("/", "/a") });
    await list(site.origin, { depth: 5 });
    expect(site.requests).toEqual(["/robots.txt", "/", "/a", "/b"]);
  });

  it("skips pages that the site forbids to read, and counts them", async () => {
    const site = await serve({
      "/robots.txt": "User-agent: *\nDisallow: /private/",
      "/": `${link("/private/a", "/no-index", "/no-follow")}<a rel="nofollow" href="/unloved">x</a>`,
      "/private/a": "page",
      "/no-index": `<meta name="robots" content="noindex">${link("/beyond")}`,
      "/no-follow": `<meta name="lydian" content="nofollow">${link("/unreached")}`,
      "/beyond": { headers: { "x-robots-tag": "otherbot: noindex" }, body: "page" },
      "/unloved": "page",
    });
    const progressReports: ListProgress[] = [];
    const listing = await list(site.origin, { depth: 3, onProgress: (progress) => progressReports.push(progress) });
    expect(pathsOf(listing)).toEqual(["/", "/beyond", "/no-follow"]);
    expect(listing.problems).toEqual([]);
    expect(progressReports.at(-1)).toEqual({ found: 5, fetched: 3, leftOut: 2 });
    expect(site.requests).not.toContain("/private/a");
  });

  it("does not follow a link that redirects to another host", async () => {
    const other = await serve({ "/": "other" });
    const site = await serve({
      "/": link("/away"),
      "/away": { status: 302, headers: { location: `${other.origin}/` } },
    });
    const listing = await list(site.origin, { depth: 1 });
    expect(pathsOf(listing)).toEqual(["/"]);
    expect(listing.problems).toEqual([]);
    expect(other.requests).toEqual([]);
  });

  it("stops at its limit, and reports that pages may be missing", async () => {
    const site = await serve({ "/": link("/a", "/b", "/c"), "/a": "a", "/b": "b", "/c": "c" });
    const { entries, problems } = await list(site.origin, { depth: 1 }, { maxPages: 2 });
    expect(entries).toHaveLength(2);
    expect(problems).toMatchObject([{ code: "page-limit", uri: `${site.origin}/`, hidesOthers: true }]);
  });

  it("reports a missing page as gone, and a failing page as possibly hiding others", async () => {
    const site = await serve({
      "/": link("/gone", "/broken", "/film"),
      "/broken": { status: 500 },
      "/film": { headers: { "content-type": "video/mp4" }, body: "film" },
    });
    const { problems } = await list(site.origin, { depth: 1 });
    const facts = problems.map(({ uri, hasGone, hidesOthers }) => ({ uri, hasGone, hidesOthers }));
    expect(facts).toEqual([
      { uri: `${site.origin}/gone`, hasGone: true, hidesOthers: undefined },
      { uri: `${site.origin}/broken`, hasGone: undefined, hidesOthers: true },
      { uri: `${site.origin}/film`, hasGone: undefined, hidesOthers: undefined },
    ]);
  });
});

describe("a sitemap", () => {
  it("named in robots.txt adds the pages below the first page's folder, even if it is compressed and nested", async () => {
    const site = await serve({ "/docs/": "start", "/docs/a": "a", "/docs/b": "b", "/blog/": "blog" });
    const index = `<sitemapindex><sitemap><loc>${site.origin}/one.xml.gz</loc></sitemap></sitemapindex>`;
    const xml = { "content-type": "application/xml" };
    site.answer("/robots.txt", `Sitemap: ${site.origin}/index.xml\nSitemap: ${site.origin}/missing.xml`);
    site.answer("/index.xml", { headers: xml, body: index });
    const pages = sitemap(`${site.origin}/docs/a`, `${site.origin}/docs/b`, `${site.origin}/blog/`);
    site.answer("/one.xml.gz", { headers: { "content-type": "application/gzip" }, body: gzipSync(pages) });
    const listing = await list(`${site.origin}/docs/`, { depth: 1 });
    expect(pathsOf(listing)).toEqual(["/docs/", "/docs/a", "/docs/b"]);
    expect(listing.problems).toEqual([]);
  });

  it("as the first page is not a document, and adds all its pages on the host", async () => {
    const site = await serve({ "/a": "a", "/b/c": "c" });
    const pages = sitemap(`${site.origin}/a`, `${site.origin}/b/c`, "http://other.example/d");
    site.answer("/sitemap.xml", { headers: { "content-type": "text/xml" }, body: pages });
    expect(pathsOf(await list(`${site.origin}/sitemap.xml`, { depth: 1 }))).toEqual(["/a", "/b/c"]);
  });
});

describe("a canonical address", () => {
  const canonical = (path: string) => `<link rel="canonical" href="${path}">`;

  it("becomes the page's URI, so that a page with several addresses is listed once", async () => {
    const site = await serve({
      "/": link("/a?from=1", "/a?from=2", "/print/b", "/b"),
      "/a?from=1": canonical("/a"),
      "/a?from=2": canonical("/a"),
      "/print/b": canonical("/b"),
      "/b": canonical("/b"),
    });
    expect(pathsOf(await list(site.origin, { depth: 1 }))).toEqual(["/", "/a", "/b"]);
  });

  it("is ignored if it is on another host, or if all pages name the root", async () => {
    const site = await serve({
      "/": `${canonical("/")}${link("/a", "/b")}`,
      "/a": canonical("/"),
      "/b": canonical("http://other.example/b"),
    });
    expect(pathsOf(await list(site.origin, { depth: 1 }))).toEqual(["/", "/a", "/b"]);
  });
});

describe("a page whose version is stored already", () => {
  const known = (versions: Readonly<Record<string, KnownVersion>>) => async (uri: string) =>
    versions[new URL(uri).pathname];
  const version = (revision: string, original?: string): KnownVersion => ({
    revision,
    readOriginal: async () => (original === undefined ? undefined : new TextEncoder().encode(original)),
  });
  const unlessMatching =
    (header: "if-none-match" | "if-modified-since", value: string, body: string): Answer =>
    (request, response) => {
      response.writeHead(request.headers[header] === value ? 304 : 200, { "content-type": "text/html", etag: '"new"' });
      response.end(request.headers[header] === value ? "" : body);
    };

  it("is not fetched again if its ETag or time is unchanged, and has the stored bytes", async () => {
    const time = "Wed, 01 May 2024 09:00:00 GMT";
    const site = await serve({
      "/etag": unlessMatching("if-none-match", 'W/"1"', "new"),
      "/time": unlessMatching("if-modified-since", time, "new"),
    });
    for (const [path, revision] of [
      ["/etag", 'etag: W/"1"'],
      ["/time", `last-modified: ${time}`],
    ] as const) {
      const { entries } = await list(site.origin + path, { known: known({ [path]: version(revision, "old") }) });
      expect(entries).toMatchObject([{ revision }]);
      expect(Buffer.from((await entries[0]?.read(never)) ?? []).toString()).toBe("old");
    }
  });

  it("cannot be read if its bytes are not stored", async () => {
    const site = await serve({ "/": unlessMatching("if-none-match", '"1"', "new") });
    const { entries } = await list(site.origin, { known: known({ "/": version('etag: "1"') }) });
    expect(entries).toMatchObject([{ revision: 'etag: "1"' }]);
    await expect(entries[0]?.read(never)).rejects.toMatchObject({ code: "file-unreadable" });
  });

  it("is fetched if it has changed", async () => {
    const site = await serve({ "/": unlessMatching("if-none-match", '"2"', "new") });
    const { entries } = await list(site.origin, { known: known({ "/": version('etag: "1"', "old") }) });
    expect(entries).toMatchObject([{ revision: 'etag: "new"' }]);
  });

  it("leads to its links, from the stored bytes or from the page fetched again", async () => {
    const body = `<html>${link("/a")}</html>`;
    const site = await serve({ "/": unlessMatching("if-none-match", '"1"', body), "/a": "a" });
    for (const original of [body, undefined]) {
      const options = { depth: 1, known: known({ "/": version('etag: "1"', original) }) };
      expect(pathsOf(await list(site.origin, options))).toEqual(["/", "/a"]);
    }
  });
});
