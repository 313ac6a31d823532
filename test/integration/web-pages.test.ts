import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { type Lydian, type LydianEvent, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const page = (title: string, body: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><main>${body}</main></body></html>`;
const pages: Record<string, string> = {
  "/": page(
    "Clinic",
    '<h1>Clinic</h1><p>Welcome to the clinic.</p><a href="/fees">Fees</a><a href="/staff/rota">Rota</a>',
  ),
  "/fees": page("Fees", "<h1>Fees</h1><p>A late cancellation costs 40 euros, and a missed visit costs 60 euros.</p>"),
  "/staff/rota": page("Rota", "<p>Nobody but staff reads this.</p>"),
  "/robots.txt": "User-agent: *\nDisallow: /staff/",
};

async function serve(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(({ url = "" }, response) => {
    const body = pages[url];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

describe("pages of the web", () => {
  const folder = temporaryFolder();
  const events: LydianEvent[] = [];
  let served: Awaited<ReturnType<typeof serve>>;
  let lydian: Lydian;

  beforeAll(async () => {
    served = await serve();
    const settings = { web: { allowPrivate: true, delaySeconds: 0 } };
    lydian = await openLydian({ store: join(folder.path, "store"), settings });
    lydian.on((event) => events.push(event));
  });
  afterAll(async () => {
    await lydian.close();
    served.server.closeAllConnections();
    served.server.close();
    folder.remove();
  });

  it("are crawled within the site's rules, and give answers", async () => {
    const { outcomes } = await lydian.add(served.origin, { depth: 1 });
    expect(outcomes).toMatchObject([
      { uri: `${served.origin}/`, outcome: "added" },
      { uri: `${served.origin}/fees`, outcome: "added" },
    ]);
    expect(events.filter(({ type }) => type === "pages-fetched").at(-1)).toMatchObject({ fetched: 2, leftOut: 1 });
    const answer = await lydian.ask("What does a late cancellation cost?");
    expect(answer).toMatchObject({ status: "grounded", text: expect.stringContaining("40 euros") });
  });

  it("are skipped while unchanged, and updated under the same id", async () => {
    expect((await lydian.add(`${served.origin}/fees`)).outcomes).toMatchObject([{ outcome: "skipped" }]);
    pages["/fees"] = page("Fees", "<h1>Fees</h1><p>A late cancellation costs 45 euros from now on.</p>");
    expect((await lydian.add(`${served.origin}/fees`)).outcomes).toMatchObject([{ outcome: "updated" }]);
  });

  it("are rejected on this machine unless the settings allow it", async () => {
    const careful = await openLydian({ store: join(folder.path, "other") });
    const { outcomes } = await careful.add(served.origin, { embed: false });
    expect(outcomes).toMatchObject([{ outcome: "failed", code: "private-address" }]);
    await careful.close();
  });
});
