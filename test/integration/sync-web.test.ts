import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

/** Current responses of the site by path: a body or a status. Other paths are 404. */
const pages = new Map<string, string | number>();
/** `path status` of each response since the last check, without robots.txt. */
let answered: string[] = [];

const page = (title: string, body: string, ...links: readonly string[]) =>
  `<!doctype html><title>${title}</title><main><h1>${title}</h1><p>${body}</p>${links
    .map((path) => `<a href="${path}">${path}</a>`)
    .join(" ")}</main>`;

async function serve(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const content = pages.get(path) ?? 404;
    const etag = `"${createHash("sha256").update(String(content)).digest("hex")}"`;
    const isKnown = typeof content === "string" && request.headers["if-none-match"] === etag;
    const status = typeof content === "number" ? content : isKnown ? 304 : 200;
    if (path !== "/robots.txt") answered.push(`${path} ${status}`);
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", etag });
    response.end(status === 200 ? content : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

describe("sync with a site", () => {
  const folder = temporaryFolder();
  const store = join(folder.path, "store");
  let served: Awaited<ReturnType<typeof serve>>;
  let lydian: Lydian;

  const sync = async () => {
    answered = [];
    const { sources } = await lydian.sync(undefined, { embed: false });
    return sources.flatMap(({ outcomes, unchanged }) => [
      ...outcomes.map((one) => [one.uri.replace(served.origin, ""), one.outcome]),
      `${unchanged} unchanged`,
    ]);
  };
  const stored = async () => (await lydian.list()).map(({ uri }) => uri.replace(served.origin, ""));
  const found = async (query: string) => (await lydian.search(query, { mode: "lexical" })).hits.length;

  beforeAll(async () => {
    served = await serve();
    pages.set("/", page("Clinic", "Welcome to the clinic.", "/fees", "/team"));
    pages.set("/fees", page("Fees", "A late cancellation costs 40 euros."));
    pages.set("/team", page("Team", "The team meets on Mondays.", "/team/rota"));
    pages.set("/team/rota", page("Rota", "Saturdays are covered by the northern practice."));
    lydian = await openLydian({ store, settings: { web: { allowPrivate: true, delaySeconds: 0 } } });
    await lydian.sync(served.origin, { depth: 2, embed: false });
  });
  afterAll(async () => {
    await lydian.close();
    served.server.closeAllConnections();
    await new Promise<void>((resolve) => served.server.close(() => resolve()));
    folder.remove();
  });

  it("asks only whether pages have changed, and follows the stored links of unchanged ones", async () => {
    expect(await stored()).toEqual(["/", "/fees", "/team", "/team/rota"]);
    expect(await sync()).toEqual(["4 unchanged"]);
    expect(answered).toEqual(["/ 304", "/fees 304", "/team 304", "/team/rota 304"]);
  });

  it("reads a changed page again, and no other", async () => {
    pages.set("/fees", page("Fees", "A late cancellation costs 45 euros."));
    expect(await sync()).toEqual([["/fees", "updated"], "3 unchanged"]);
    expect(answered).toEqual(["/ 304", "/fees 200", "/team 304", "/team/rota 304"]);
  });

  it("keeps a failing page and the pages that it links to, but removes a page that is gone", async () => {
    pages.set("/team", 500);
    pages.delete("/fees");
    expect(await sync()).toEqual([["/fees", "removed"], ["/team", "failed"], "1 unchanged"]);
    expect(await stored()).toEqual(["/", "/team", "/team/rota"]);
    expect([await found("late cancellation"), await found("northern practice")]).toEqual([0, 1]);
  });

  it("succeeds without a message if a link leads to a page that is gone", async () => {
    pages.set("/team", page("Team", "The team meets on Tuesdays."));
    pages.set("/team/rota", 410);
    const options = ["--store", store, "--no-embed", "--allow-private"];
    const env = { LYDIAN_WEB_DELAY_SECONDS: "0" };
    const run = await runLydian(["sync", ...options], { cwd: folder.path, env });
    expect(run.stdout).toMatch(/^removed .*\/team\/rota\nupdated .*\/team .*\n.*1 updated, 1 removed, 1 unchanged\n/);
    expect(run.code).toBe(0);
    expect(await stored()).toEqual(["/", "/team"]);
  });

  it("removes nothing if the first page is gone, since the others may still exist", async () => {
    pages.delete("/");
    expect(await sync()).toEqual([[`/`, "failed"], "0 unchanged"]);
    expect(await stored()).toEqual(["/", "/team"]);
  });
});
