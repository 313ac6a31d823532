import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const patient = { timeout: 120_000, interval: 100 };
/** Longest time of a test: a server takes the jobs of a killed one after half a minute, and later on a busy machine. */
const LONGEST_MS = 400_000;
/** Time that a server waits while the other one writes; long, since waiting is not tested here. */
const env = { LYDIAN_STORE_WAIT_SECONDS: "120" };
let folder: ReturnType<typeof temporaryFolder>;
let store: string;
let one: LydianServer;
let other: LydianServer;

beforeAll(async () => {
  folder = temporaryFolder();
  store = join(folder.path, "store");
  mkdirSync(store);
  [one, other] = await Promise.all([startLydianServer({ store, env }), startLydianServer({ store, env })]);
});
afterAll(async () => {
  for (const server of [one, other]) await server.stop("SIGTERM");
  folder.remove();
});

async function titles(server: LydianServer): Promise<readonly string[]> {
  const { body } = await server.call("GET", "/api/v1/collections/default/documents");
  const { documents } = z.object({ documents: z.array(z.object({ uri: z.string() })) }).parse(body);
  return documents.map(({ uri }) => uri.split("/").at(-1) ?? "");
}

describe("two servers on one store", () => {
  it(
    "do each job once, report each other's jobs, and find each other's documents",
    async () => {
      const ids = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          upload(index % 2 === 0 ? one : other, [{ name: `note-${index}.md`, text: `Note ${index} is here.` }]),
        ),
      );
      for (const [index, id] of ids.entries()) {
        const { status, outcomes } = await followJob(index % 2 === 0 ? other : one, id);
        const { body } = await one.call("GET", `/api/v1/jobs/${id}`);
        expect([status, outcomes.map(({ outcome }) => outcome), Reflect.get(Object(body), "error")]).toEqual([
          "done",
          ["added"],
          undefined,
        ]);
      }
      const all = Array.from({ length: 6 }, (_, index) => `note-${index}.md`);
      expect([await titles(one), await titles(other)]).toEqual([all, all]);
    },
    LONGEST_MS,
  );

  it(
    "survive each other: one takes over the jobs and watched folders of the killed one",
    async () => {
      const docs = join(folder.path, "docs");
      mkdirSync(docs);
      writeFileSync(join(docs, "rules.md"), "# Rules\n\nShoes stay outside.");
      const path = "/api/v1/collections/default/sources";
      expect((await one.call("POST", path, { json: { uri: docs, watch: true } })).status).toBe(202);
      await expect.poll(() => titles(other), patient).toContain("rules.md");
      const id = await upload(one, [{ name: "late.md", text: "It is late." }]);
      expect(await one.stop("SIGKILL")).toBe("SIGKILL");
      expect((await followJob(other, id)).status).toBe("done");
      writeFileSync(join(docs, "towels.md"), "# Towels\n\nTowels are washed at 60 °C.");
      await expect.poll(() => titles(other), patient).toEqual(expect.arrayContaining(["late.md", "towels.md"]));
    },
    LONGEST_MS,
  );
});
