import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ImportOptions, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";
import { makeSecondModel } from "../second-model.ts";

const memos = [
  { uri: "memo:keys", content: "A lost key costs 15 euros. A lost badge is replaced once without charge." },
  { uri: "memo:autoclave", content: "The autoclave is repaired by Steriservice. It was bought in 2022." },
  { uri: "memo:hours", content: "The front desk is open from nine to noon on Saturdays." },
];

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
afterAll(() => folder.remove());

/** Opens a store with another embedding model than the bundled one. */
const openSecond = (store: string) =>
  openLydian({ store: at(store), settings: { embedding: { model: at("second-model") } } });

/** Returns the hits and scores of several searches. */
async function searchesOf(lydian: Lydian) {
  const found: unknown[] = [];
  for (const query of ["What does a lost key cost?", "repairing machines", "Saturday"]) {
    for (const mode of ["hybrid", "lexical", "vector"] as const) {
      const { hits, warnings } = await lydian.search(query, { mode });
      found.push(
        hits.map(({ uri, span, score }) => [uri, span, score]),
        warnings,
      );
    }
  }
  return found;
}

beforeAll(async () => {
  makeSecondModel(at("second-model"));
  const lydian = await openLydian({ store: at("store") });
  await lydian.add(memos);
  await lydian.exportTo(at("memos.lydian.gz"));
  await lydian.close();
});

describe("an import of a file that is not a whole export", () => {
  it("creates no store in an empty folder, whatever is wrong with the file", async () => {
    const bytes = readFileSync(at("memos.lydian.gz"));
    writeFileSync(at("cut-off.gz"), bytes.subarray(0, bytes.length - 20));
    writeFileSync(at("letter.txt"), "Dear reader");
    const lydian = await openLydian({ store: at("empty") });
    await expect(lydian.importFrom(at("nowhere.gz"))).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(lydian.importFrom(at("letter.txt"))).rejects.toMatchObject({ code: "export-corrupt" });
    await expect(lydian.importFrom(at("cut-off.gz"))).rejects.toMatchObject({ code: "export-corrupt" });
    const named = lydian.importFrom(at("memos.lydian.gz"), { as: "Not a name" });
    await expect(named).rejects.toMatchObject({ code: "invalid-argument" });
    const stop = new AbortController();
    const unlisten = lydian.on(({ type }) => {
      if (type === "export-checked") stop.abort(new Error("enough"));
    });
    await expect(lydian.importFrom(at("memos.lydian.gz"), { signal: stop.signal })).rejects.toThrow("enough");
    unlisten();
    expect(existsSync(at("empty"))).toBe(false);
    expect((await lydian.importFrom(at("memos.lydian.gz"))).collections).toMatchObject([{ imported: 3 }]);
    await lydian.close();
  });
});

describe("an import of a file with sources", () => {
  it("adds none of them unless they are accepted, so that a later sync reads nothing", async () => {
    mkdirSync(at("private"));
    writeFileSync(at("private", "pin.md"), "The PIN of the safe is 90210.\n");
    const uri = pathToFileURL(`${at("private")}/`).href;
    const from = await openLydian({ store: at("with-source") });
    await from.sync(at("private"), { embed: false });
    await from.exportTo(at("sources.lydian.gz"));
    await from.close();
    appendFileSync(at("private", "pin.md"), "It was changed to 31337.\n");

    const lydian = await openLydian({ store: at("without-source") });
    const load = (options: ImportOptions = {}) =>
      lydian.importFrom(at("sources.lydian.gz"), { embed: false, ...options });
    expect(await load()).toMatchObject({ collections: [{ imported: 1 }], sourcesLeftOut: [uri] });
    expect([await lydian.sources(), (await lydian.sync()).sources]).toEqual([[], []]);
    expect((await lydian.search("31337", { mode: "lexical" })).hits).toEqual([]);

    const offered: unknown[] = [];
    const acceptSources = (uris: readonly string[]) => offered.push(uris) > 0;
    expect(await load({ acceptSources })).toMatchObject({ collections: [{ skipped: 1 }], sourcesLeftOut: [] });
    expect((await lydian.sources()).map((source) => source.uri)).toEqual([uri]);
    expect(await load({ acceptSources })).toMatchObject({ sourcesLeftOut: [] });
    expect(offered).toEqual([[uri]]);
    await lydian.close();
  });
});

describe("an import for another embedding model", () => {
  it("computes new vectors, and searches as if the documents had been added with that model", async () => {
    const imported = await openSecond("imported");
    expect((await imported.importFrom(at("memos.lydian.gz"))).collections).toMatchObject([
      { imported: 3, withVectors: 0, chunksWithoutVectors: 0 },
    ]);
    expect((await imported.status()).collections).toMatchObject([{ space: { model: "second-model" } }]);
    const added = await openSecond("added");
    await added.add(memos);
    expect(await searchesOf(imported)).toEqual(await searchesOf(added));
    await imported.close();
    await added.close();
  });

  it("leaves the vectors to `embed` on request", async () => {
    const later = await openSecond("later");
    const { collections } = await later.importFrom(at("memos.lydian.gz"), { embed: false });
    expect(collections).toMatchObject([{ imported: 3, withVectors: 0, chunksWithoutVectors: 3 }]);
    expect(await later.embed()).toMatchObject({ chunksWithoutVectors: 0 });
    expect((await later.search("lost key", { mode: "vector" })).hits).toHaveLength(3);
    await later.close();
  });

  it("keeps the exported vectors in a collection of the same space, whatever model is set", async () => {
    const bundled = await openLydian({ store: at("mixed") });
    await bundled.add([{ uri: "memo:lift", content: "The lift is out of order until May." }]);
    await bundled.close();
    const second = await openSecond("mixed");
    const { collections } = await second.importFrom(at("memos.lydian.gz"));
    expect(collections).toMatchObject([{ imported: 3, withVectors: 3, chunksWithoutVectors: 0 }]);
    await second.close();
  });

  it("rejects vectors of another space and says how to fix it, after which no vector is missing", async () => {
    const other = await openSecond("of-the-second");
    await other.add([{ uri: "memo:lift", content: "The lift is out of order until May." }]);
    await other.exportTo(at("second.lydian.gz"));
    await other.close();
    const held = await openLydian({ store: at("held") });
    await held.importFrom(at("memos.lydian.gz"));
    await held.close();
    const lydian = await openSecond("held");
    await expect(lydian.importFrom(at("second.lydian.gz"))).rejects.toMatchObject({
      code: "space-mismatch",
      hint: expect.stringContaining("lydian reindex --collection default"),
    });
    const { hits } = await lydian.search("lift", { mode: "lexical" });
    expect(hits.map(({ uri }) => uri)).toEqual(["memo:lift"]);
    expect(await lydian.reindex()).toMatchObject({ swapped: true, embedded: 4 });
    expect((await lydian.importFrom(at("second.lydian.gz"))).collections).toMatchObject([
      { skipped: 1, chunksWithoutVectors: 0 },
    ]);
    await lydian.close();
  });
});
