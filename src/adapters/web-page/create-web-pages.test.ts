import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type ListOptions, never, type SourceListing } from "../../core/index.ts";
import { createWebPages, type WebPageOptions } from "./create-web-pages.ts";
import { type Answer, type ServedSite, serveSite } from "./fixtures/serve-site.ts";

const defaults: WebPageOptions = {
  userAgent: "lydian/test",
  timeoutMs: 10_000,
  delayMs: 0,
  maxPages: 100,
  maxBytes: 1_000_000,
  allowPrivate: true,
};
const resources: { close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of resources.splice(0)) await resource.close?.();
});

async function serve(pages: Readonly<Record<string, Answer>>): Promise<ServedSite> {
  const site = await serveSite(pages);
  resources.push(site);
  return site;
}

async function list(
  address: string,
  settings: Partial<WebPageOptions> = {},
  options: ListOptions = {},
): Promise<SourceListing> {
  const pages = createWebPages({ ...defaults, ...settings });
  const listing = await pages.list([address], options, never);
  resources.push(listing);
  return listing;
}

async function textOf(listing: SourceListing): Promise<string | undefined> {
  const bytes = await listing.entries[0]?.read(never);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("latin1");
}

const codesOf = ({ problems }: SourceListing) => problems.map(({ code }) => code);
const link = (...paths: readonly string[]) => paths.map((path) => `<a href="${path}">x</a>`).join("");

describe("one page", () => {
  it("is fetched with its version, encoding and time, and nothing else is except robots.txt", async () => {
    const site = await serve({
      "/a?b=1": {
        headers: {
          "content-type": "text/html; charset=windows-1251",
          etag: '"v1"',
          "last-modified": "Wed, 01 May 2024 09:00:00 GMT",
        },
        body: `<p>page</p>${link("/other")}`,
      },
    });
    const listing = await list(`${site.origin}/a?b=1#part`);
    expect(listing).toMatchObject({
      problems: [],
      entries: [
        {
          uri: `${site.origin}/a?b=1`,
          charset: "windows-1251",
          revision: 'etag: "v1"',
          modifiedAt: "2024-05-01T09:00:00.000Z",
        },
      ],
    });
    expect(await textOf(listing)).toContain("<p>page</p>");
    expect(site.requests).toEqual(["/robots.txt", "/a?b=1"]);
    expect(site.headersOf("/a?b=1")["user-agent"]).toBe("lydian/test");
  });

  it("is decompressed", async () => {
    const body = gzipSync("<p>packed</p>");
    const site = await serve({ "/": { headers: { "content-encoding": "gzip" }, body } });
    expect(await textOf(await list(site.origin))).toBe("<p>packed</p>");
  });

  it("cannot be read after the listing is closed", async () => {
    const site = await serve({ "/": "page" });
    const listing = await list(site.origin);
    await listing.close?.();
    await expect(textOf(listing)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.each<[string, Answer, string]>([
    ["a status other than success", { status: 500 }, "http-status"],
    ["a picture", { headers: { "content-type": "image/png" } }, "unsupported-media-type"],
    ["a page over the limit", "x".repeat(1_000_001), "file-too-large"],
    [
      "a page that expands over the limit",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(new Uint8Array(50_000_000)) },
      "file-too-large",
    ],
    [
      "a page without end",
      (_, response) => {
        const more = () => response.write("x".repeat(65_536), () => setImmediate(more));
        more();
      },
      "file-too-large",
    ],
    ["an encoding that was not requested", { headers: { "content-encoding": "zstd" }, body: "x" }, "web-unreachable"],
    ["broken compression", { headers: { "content-encoding": "gzip" }, body: "xxxxxxxxxxxx" }, "web-unreachable"],
    ["an answer that breaks off", (_, response) => void response.destroy(), "web-unreachable"],
    ["a page that forbids programs to index it", `<meta name="ROBOTS" content="noindex">`, "robots-disallowed"],
    [
      "a header that forbids programs to index the page",
      { headers: { "x-robots-tag": "none" }, body: "x" },
      "robots-disallowed",
    ],
  ])("is reported as a problem instead of a page: %s", async (_, answer, code) => {
    const site = await serve({ "/": answer });
    const listing = await list(`${site.origin}/`);
    expect(listing).toMatchObject({
      entries: [],
      problems: [{ label: `${site.origin}/`, code, uri: `${site.origin}/` }],
    });
  });

  it.each([404, 410])("with status %i is reported as gone, so that its document may be removed", async (status) => {
    const site = await serve({ "/gone": { status } });
    const { problems } = await list(`${site.origin}/gone`);
    expect(problems).toMatchObject([{ code: "http-status", uri: `${site.origin}/gone`, hasGone: true }]);
  });

  it("that comes in small pieces without end fails at the time limit", async () => {
    const site = await serve({
      "/": (_, response) => {
        const drop = setInterval(() => response.write("x"), 20);
        response.on("close", () => clearInterval(drop));
      },
    });
    expect(codesOf(await list(site.origin, { timeoutMs: 300 }))).toEqual(["web-timeout"]);
  });

  it("whose server never answers fails at the time limit", async () => {
    const site = await serve({ "/": () => undefined });
    expect(codesOf(await list(site.origin, { timeoutMs: 300 }))).toEqual(["web-timeout"]);
  });

  it.each([
    ["ftp://example.org/", "ftp://example.org/"],
    ["http://", "http://"],
    ["https://me:secret@example.org/a", "https://example.org/a"],
  ])("is rejected at the address %s, without a password in the message", async (address, label) => {
    const { problems } = await list(address);
    expect(problems).toMatchObject([{ code: "invalid-argument", label }]);
    expect(JSON.stringify(problems)).not.toContain("secret");
  });

  it("stops with the signal's reason when it is aborted", async () => {
    const stop = new AbortController();
    const site = await serve({ "/": () => stop.abort(new Error("enough")) });
    const listing = createWebPages(defaults).list([site.origin], {}, stop.signal);
    await expect(listing).rejects.toThrow("enough");
  });
});

describe("a busy site", () => {
  it("receives one more request after the time that it asks to wait", async () => {
    let requestCount = 0;
    const site = await serve({
      "/": (_, response) => {
        response.writeHead(requestCount++ === 0 ? 429 : 200, { "retry-after": "0" }).end("page");
      },
    });
    expect(await textOf(await list(site.origin))).toBe("page");
    expect(requestCount).toBe(2);
  });

  it("fails at once if it asks to wait for more than a minute", async () => {
    const site = await serve({ "/": { status: 503, headers: { "retry-after": "3600" } } });
    const { problems } = await list(site.origin);
    expect(problems).toMatchObject([{ code: "http-status", message: expect.stringContaining("wait 3600 seconds") }]);
    expect(site.requests).toEqual(["/robots.txt", "/"]);
  });
});

describe("rules that take long to compare", () => {
  const rules = (rule: string, sizeBytes: number) =>
    `User-agent: *\n${`Disallow: ${rule}\n`.repeat(Math.floor(sizeBytes / (rule.length + 11)))}`;
  const long = `/${"a".repeat(1_500)}`;

  it("limit the length of addresses, so that rules times length stays bounded", async () => {
    for (const rule of ["/*a*a*a*a*a*a*a*a*a*ab", `/${"*".repeat(2_000)}b`, "/*b", "/b"]) {
      const site = await serve({ "/robots.txt": rules(rule, 500_000), "/c": "page", [long]: "page" });
      expect(codesOf(await list(`${site.origin}/c`))).toEqual([]);
      expect(codesOf(await list(`${site.origin}${long}`))).toEqual(["robots-disallowed"]);
    }
  });

  it("do not limit addresses of usual length under usual rules", async () => {
    const site = await serve({ "/robots.txt": rules("/private/*.pdf$", 10_000), [long]: "page" });
    expect(codesOf(await list(`${site.origin}${long}`))).toEqual([]);
  });
});

describe("private addresses", () => {
  /** Returns settings that treat this machine as a public one. */
  const asPublic = (port: number, more: Readonly<Record<string, string>> = {}) => ({
    allowPrivate: false,
    resolve: async (host: string) => {
      const address = { "public.example": "127.0.0.1", ...more }[host];
      if (address === undefined) throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
      return address.split(",").map((part) => ({ address: part, family: part.includes(":") ? 6 : 4 }));
    },
    isRefused: (address: string) => address !== "127.0.0.1",
    port,
  });

  it("are refused, by name and by number, before any connection", async () => {
    const site = await serve({ "/": "secret" });
    for (const host of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]) {
      const address = `http://${host}:${site.port}/`;
      expect(codesOf(await list(address, { allowPrivate: false })), host).toEqual(["private-address"]);
    }
    expect(site.requests).toEqual([]);
  });

  it("are refused when a name has a public and a private address", async () => {
    const site = await serve({ "/": "page" });
    const settings = asPublic(site.port, { "mixed.example": "127.0.0.1,10.0.0.1" });
    expect(codesOf(await list(`http://mixed.example:${site.port}/`, settings))).toEqual(["private-address"]);
    expect(await textOf(await list(`http://public.example:${site.port}/`, settings))).toBe("page");
  });

  it("are refused at a redirect, by name and by number", async () => {
    const inside = await serve({ "/": "secret" });
    for (const target of ["http://inside.example", "http://127.0.0.2", "http://[::1]"]) {
      const location = `${target}:${inside.port}/`;
      const site = await serve({ "/": { status: 302, headers: { location } } });
      const settings = asPublic(site.port, { "inside.example": "192.168.1.1" });
      expect(codesOf(await list(`http://public.example:${site.port}/`, settings)), target).toEqual(["private-address"]);
    }
    expect(inside.requests).toEqual([]);
  });

  it("are refused when a name changes its address between the check and the connection", async () => {
    const site = await serve({ "/robots.txt": { headers: { connection: "close" } }, "/": "page" });
    const addresses = ["127.0.0.1", "127.0.0.2"];
    const resolve = async () => [{ address: addresses.shift() ?? "127.0.0.2", family: 4 }];
    const settings = { ...asPublic(site.port), resolve };
    expect(codesOf(await list(`http://public.example:${site.port}/`, settings))).toEqual(["private-address"]);
    expect(site.requests).toEqual(["/robots.txt"]);
  });

  it("are distinguished from unknown names", async () => {
    const { problems } = await list("http://nowhere.example/", asPublic(80));
    expect(problems).toMatchObject([{ code: "robots-unreachable", message: expect.stringContaining("no host") }]);
  });
});

describe("redirects", () => {
  it("are followed, and the page has the last address", async () => {
    const site = await serve({ "/a": { status: 301, headers: { location: "/b" } }, "/b": "page" });
    expect((await list(`${site.origin}/a`)).entries.map(({ uri }) => uri)).toEqual([`${site.origin}/b`]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["in a circle", { "/": "/a", "/a": "/" }],
    ["too often", { "/": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6", "/6": "/7" }],
    ["to something that is not a page", { "/": "file:///etc/passwd" }],
    ["to an address with a password", { "/": "http://me:you@example.org/" }],
    ["to nowhere", { "/": "http://" }],
  ])("are refused %s", async (_, redirects) => {
    const answers = Object.entries(redirects).map(([path, location]) => [path, { status: 302, headers: { location } }]);
    const site = await serve(Object.fromEntries(answers));
    expect(codesOf(await list(site.origin))).toEqual(["redirect-refused"]);
    expect(site.requests.length).toBeLessThanOrEqual(7);
  });
});

describe("robots.txt", () => {
  const page = { "/": "page", "/open/a": "page" };
  it.each<[string, Answer, readonly string[]]>([
    ["allows everything if it is missing", { status: 404 }, []],
    ["allows everything if it may not be read", { status: 403 }, []],
    ["allows nothing while it fails", { status: 500 }, ["robots-unreachable"]],
    ["allows nothing while the site is too busy", { status: 429 }, ["robots-unreachable"]],
    ["allows nothing when it breaks off", (_, response) => void response.destroy(), ["robots-unreachable"]],
    ["can refuse all programs", "User-agent: *\nDisallow: /", ["robots-disallowed"]],
    ["can refuse this program", "User-agent: Lydian\nDisallow: /\n\nUser-agent: *\nAllow: /", ["robots-disallowed"]],
    ["can refuse other programs", "User-agent: other\nDisallow: /", []],
    ["can refuse other pages", "User-agent: *\nDisallow: /open/", []],
    ["can be moved", { status: 301, headers: { location: "/moved.txt" } }, ["robots-disallowed"]],
    ["is read up to its limit", `User-agent: *\nDisallow: /\n${"#\n".repeat(2_000_000)}`, ["robots-disallowed"]],
  ])("is obeyed: it %s", async (_, robots, codes) => {
    const site = await serve({ ...page, "/moved.txt": "User-agent: *\nDisallow: /", "/robots.txt": robots });
    expect(codesOf(await list(site.origin))).toEqual(codes);
    expect(site.requests.includes("/")).toBe(codes.length === 0);
  });
});
