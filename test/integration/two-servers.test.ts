import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

const patient = { timeout: 120_000, interval: 100 };
/** A job of a server that was killed is taken by the other after half a minute, and a busy machine is slow at all of it. */
const LONGEST_MS = 400_000;
/** Both write to one store: how long one waits for the other is no matter of these tests. */
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
    "do each job once, tell of each other's, and see what the other has added",
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
    "go on when one is killed: its jobs and its watched folders are the other's",
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
