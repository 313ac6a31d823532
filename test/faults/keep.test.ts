import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { everything, never } from "../../src/core/index.ts";
import { temporaryFolder } from "../run-lydian.ts";
import { makeSecondModel } from "../second-model.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const rounds = repeats({ short: 1, long: 3, variable: "LYDIAN_FAULT_ROUNDS" });
const query = { collection: "default", scope: everything };
const newFolder = useTemporaryFolders();
const shared = temporaryFolder();
const [from, file, model] = [join(shared.path, "store"), join(shared.path, "memos.gz"), join(shared.path, "model")];
const random = randomFrom(20_261);

const memos = Array.from(
  { length: repeats({ short: 24, long: 160, variable: "LYDIAN_FAULT_MEMOS" }) },
  (_, number) => ({
    uri: `memo:${number}`,
    content: `Memo ${number}: room ${number} is closed until ${["May", "June", "July"][number % 3]}. Ask nurse ${number * 7}.`,
  }),
);

beforeAll(async () => {
  makeSecondModel(model);
  const lydian = await openLydian({ store: from });
  await lydian.add(memos);
  await lydian.exportTo(file);
  await lydian.close();
});
afterAll(() => shared.remove());

const openSecond = (store: string) => openLydian({ store, settings: { embedding: { model } } });

/** Returns the hits and scores of several searches. */
async function searchesOf(lydian: Lydian) {
  const found: unknown[] = [];
  for (const text of ["Which room is closed until May?", "nurse 77", "memo 12"]) {
    for (const mode of ["hybrid", "lexical", "vector"] as const) {
      const { hits, warnings } = await lydian.search(text, { mode, limit: 20 });
      found.push([hits.map(({ uri, span, score }) => [uri, span, score]), warnings]);
    }
  }
  return found;
}

/** Returns every document with its hash and chunks. */
async function contentsOf(directory: string) {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
  const contents: unknown[] = [];
  for (const { id, uri, contentHash } of await store.listDocuments(query, never))
    contents.push([uri, contentHash, await store.chunksOfDocument({ ...query, document: id }, never)]);
  await store.close();
  return contents;
}

/** Kills a program shortly after it has printed some lines, and returns all its lines. */
async function killAfter(child: ReturnType<typeof startChild>, lines: number): Promise<readonly string[]> {
  await child.lineNumber(1 + Math.floor(random() * lines));
  await setTimeout(random() * 20);
  child.process.kill("SIGKILL");
  await child.ended;
  return child.lines;
}

describe("a killed export", () => {
  it(`leaves no incomplete file under its name, and the next export removes what it left, through ${rounds} kills`, async () => {
    const folder = newFolder();
    const exported = join(folder, "memos.gz");
    for (let round = 0; round < rounds; round += 1) {
      const said = await killAfter(startChild("export-store.mjs", [from, exported]), 2.5 * memos.length);
      const isWhole = said.some((line) => line.startsWith("whole"));
      if (isWhole) expect(existsSync(exported)).toBe(true);
      if (!existsSync(exported)) continue;
      const lydian = await openLydian({ store: join(newFolder(), "store") });
      expect((await lydian.importFrom(exported, { embed: false })).collections).toMatchObject([
        { imported: memos.length },
      ]);
      await lydian.close();
    }
    const lydian = await openLydian({ store: from });
    await lydian.exportTo(exported, { replace: true });
    await lydian.close();
    expect(readdirSync(folder)).toEqual(["memos.gz"]);
  });
});

describe("a full disk", () => {
  it("is a clear error of the export, and leaves only the older file", async () => {
    const folder = newFolder();
    const store = join(folder, "store");
    const lydian = await openLydian({ store });
    const content = Array.from({ length: 12_000 }, () => random().toString(36).slice(2)).join(" ");
    await lydian.add([{ uri: "memo:long", content }], { embed: false });
    await lydian.close();
    const target = join(newFolder(), "memos.gz");
    writeFileSync(target, "the older one");
    const child = startChild("export-store.mjs", [store, target], { fileSizeKiB: 60 });
    const error = JSON.parse(await child.line("{"));
    expect(error).toMatchObject({ code: "file-unwritable", hint: expect.stringMatching(/space/) });
    expect((await child.ended).exit).toBe(0);
    expect([readdirSync(join(target, "..")), readFileSync(target, "utf8")]).toEqual([["memos.gz"], "the older one"]);
  });
});

describe("a killed import", () => {
  it(`is complete after it is repeated, through ${rounds} kills: documents, chunks, hits and scores`, async () => {
    const original = await openLydian({ store: from });
    const expected = [await contentsOf(from), await searchesOf(original)];
    await original.close();
    for (let round = 0; round < rounds; round += 1) {
      const store = join(newFolder(), "store");
      // Each document is reported twice: when it was checked, and when it was committed.
      await killAfter(startChild("change-store.mjs", ["import", store, file]), 2 * memos.length);
      const lydian = await openLydian({ store });
      const [report] = (await lydian.importFrom(file)).collections;
      expect([(report?.imported ?? 0) + (report?.skipped ?? 0), report?.kept]).toEqual([memos.length, 0]);
      expect([await contentsOf(store), await searchesOf(lydian)]).toEqual(expected);
      await lydian.close();
    }
  });
});

describe("a killed reindex", () => {
  it(`leaves the old vectors in use until it is repeated, through ${rounds} kills`, async () => {
    const original = await openLydian({ store: from });
    const before = await searchesOf(original);
    await original.close();
    const added = await openSecond(join(newFolder(), "store"));
    await added.add(memos);
    const after = await searchesOf(added);
    await added.close();
    for (let round = 0; round < rounds; round += 1) {
      const store = join(newFolder(), "store");
      cpSync(from, store, { recursive: true });
      const said = await killAfter(startChild("change-store.mjs", ["reindex", store, model]), 5);
      const isSwapped = said.some((line) => line.startsWith("space-swapped"));
      const old = await openLydian({ store });
      const [collection] = (await old.status()).collections;
      if (isSwapped) expect(collection?.space?.model).toBe("second-model");
      if (collection?.space?.model !== "second-model") expect(await searchesOf(old)).toEqual(before);
      await old.close();
      const lydian = await openSecond(store);
      await lydian.reindex();
      expect(await searchesOf(lydian)).toEqual(after);
      await lydian.close();
    }
  });
});
