import { beforeEach, describe, expect, it } from "vitest";
import { type KnownVersion, type LydianEvent, never, type SourceProblem, type SourceReader } from "../../core/index.ts";
import { createSyncedWorld, docs, limits, sourceOf } from "./fixtures/synced-world.ts";
import { ingest } from "./ingest.ts";

let world = createSyncedWorld();

beforeEach(() => {
  world = createSyncedWorld();
});

describe("sync", () => {
  it("adds new files, reads changed ones again, removes missing ones, and reads no others", async () => {
    world.put("docs/a.txt", "one");
    world.put("docs/b.txt", "two");
    world.put("docs/c.txt", "three");
    expect((await world.run()).outcomes.map(([, outcome]) => outcome)).toEqual(["added", "added", "added"]);
    world.put("docs/b.txt", "two changed", "2");
    world.outside.files.delete("docs/c.txt");
    world.put("docs/d.txt", "four");
    const report = await world.run();
    expect(report.outcomes).toEqual([
      ["docs/c.txt", "removed"],
      ["docs/b.txt", "updated"],
      ["docs/d.txt", "added"],
    ]);
    expect(report).toMatchObject({ unchanged: 1, ownedElsewhere: 0, source: "file:///docs/" });
    expect(world.outside.reads).toEqual(["docs/b.txt", "docs/d.txt"]);
    expect(world.uris()).toEqual(["docs/a.txt", "docs/b.txt", "docs/d.txt"]);
    expect(world.outside.sources.at(-1)).toMatchObject({ uri: docs.uri, syncedAt: "2026-01-02T00:00:00.000Z" });
  });

  it("counts a file that was only touched as unchanged, and does not read it the next time", async () => {
    world.put("docs/a.txt", "one");
    await world.run();
    world.put("docs/a.txt", "one", "2");
    expect(await world.run()).toMatchObject({ outcomes: [], unchanged: 1 });
    expect(world.outside.reads).toEqual(["docs/a.txt"]);
    await world.run();
    expect(world.outside.reads).toEqual([]);
  });

  it("does not restore a source that was removed before the sync began, or during it", async () => {
    world.put("docs/a.txt", "one");
    world.outside.isForgotten = true;
    await expect(world.run(docs, {}, { isKnown: true })).rejects.toMatchObject({ code: "source-not-found" });
    expect([world.outside.reads, world.outside.sources]).toEqual([[], []]);
    const forgetting = (event: LydianEvent) => {
      if (event.type === "document-committed") world.outside.isForgotten = true;
    };
    for (const isKnown of [true, false]) {
      world.outside.isForgotten = false;
      world.put("docs/a.txt", `one, ${isKnown}`, `${isKnown}`);
      const reading = world.run(docs, { emit: forgetting }, { isKnown });
      await expect(reading).rejects.toMatchObject({ code: "source-not-found" });
    }
    expect(world.outside.sources.map(({ syncedAt }) => syncedAt)).toEqual([undefined, undefined]);
  });

  it("removes missing documents before it reads new ones", async () => {
    world.put("docs/a.txt", "one");
    await world.run();
    world.outside.files.clear();
    world.put("docs/b.txt", "two");
    world.outside.events = [];
    await world.run();
    const documentEvents = world.outside.events.map(({ type }) => type).filter((type) => type.startsWith("document-"));
    expect(documentEvents).toEqual(["document-removed", "document-loaded", "document-committed"]);
  });

  it("keeps the id of a file that was renamed or moved, even if another file takes its place", async () => {
    world.put("docs/a.txt", "one");
    world.put("docs/b.txt", "two");
    await world.run();
    const [a, b] = [world.idOf("docs/a.txt"), world.idOf("docs/b.txt")];
    world.rename("docs/a.txt", "docs/deep/c.txt");
    world.rename("docs/b.txt", "docs/d.txt");
    world.put("docs/a.txt", "another", "9");
    const report = await world.run();
    expect(report.outcomes).toContainEqual(["docs/d.txt", "moved"]);
    expect(world.idOf("docs/d.txt")).toBe(b);
    // What lies where a document was is that document, changed.
    expect(world.idOf("docs/a.txt")).toBe(a);
    expect(new Set(world.stored().map(({ id }) => id)).size).toBe(3);
  });

  it("reports a rename as one outcome, without a removal", async () => {
    world.put("docs/a.txt", "one");
    await world.run();
    world.rename("docs/a.txt", "docs/b.txt");
    expect((await world.run()).outcomes).toEqual([["docs/b.txt", "moved"]]);
    expect(world.stored()[0]).toMatchObject({ uri: "file:///docs/b.txt", source: docs.uri, revision: "1" });
  });

  it("does not touch documents of other sources, and takes over those that no source owns", async () => {
    const part = sourceOf("file:///docs/part/");
    world.put("docs/part/a.txt", "one");
    world.put("docs/b.txt", "two");
    world.put("docs/c.txt", "three");
    await world.run(part);
    const other = { collection: "handbook", metadata: {}, accessLabels: [], embed: false, ...limits };
    await ingest(world.services(), { ...other, sources: ["file:///docs/b.txt"] }, never);
    await ingest(world.services(), { ...other, sources: [{ uri: "note:1", content: "mine" }] }, never);
    expect(await world.run()).toMatchObject({ outcomes: [["docs/c.txt", "added"]], unchanged: 1, ownedElsewhere: 1 });
    world.outside.files.clear();
    world.put("docs/x.txt", "x");
    await world.run();
    expect(world.uris()).toEqual(["docs/part/a.txt", "docs/x.txt", "note:1"]);
  });

  it("does not remove documents in a place that it could not read", async () => {
    world.put("docs/private/a.txt", "one");
    world.put("docs/private-too/b.txt", "two");
    await world.run();
    world.outside.files.clear();
    world.put("docs/c.txt", "three");
    world.outside.problems.push({
      label: "docs/private",
      uri: "file:///docs/private",
      code: "file-unreadable",
      message: "No.",
    });
    const { outcomes } = await world.run();
    expect(outcomes).toContainEqual(["docs/private", "file-unreadable"]);
    expect(world.uris()).toEqual(["docs/c.txt", "docs/private/a.txt"]);
  });

  it.each<[string, readonly SourceProblem[]]>([
    ["is away", [{ label: "docs", uri: "file:///docs", code: "file-unreadable", message: "There is nothing." }]],
    ["has become empty", [{ label: "docs", code: "no-match", message: "Nothing matches." }]],
  ])("refuses a source that %s while it owns documents", async (_, found) => {
    world.put("docs/a.txt", "one");
    await world.run();
    world.outside.files.clear();
    world.outside.problems.push(...found);
    await expect(world.run()).rejects.toMatchObject({
      code: "source-unavailable",
      hint: expect.stringContaining("remove"),
    });
    expect(world.uris()).toEqual(["docs/a.txt"]);
  });

  it("removes a page that says it is gone, which does not count as a failure, even if another page failed", async () => {
    for (const name of ["index", "fees", "rota", "staff"]) world.put(`site/${name}`, name);
    const site = sourceOf("file:///site/", { depth: 2 });
    await world.run(site);
    for (const name of ["fees", "rota", "staff"]) world.outside.files.delete(`site/${name}`);
    const about = (name: string) => ({ label: name, uri: `file:///site/${name}`, code: "http-status", message: "No." });
    world.outside.problems = [
      { ...about("fees"), hasGone: true },
      { ...about("rota"), hidesOthers: true },
    ];
    expect((await world.run(site)).outcomes).toEqual([
      ["site/fees", "removed"],
      ["site/rota", "http-status"],
    ]);
    expect(world.uris()).toEqual(["site/index", "site/rota", "site/staff"]);
    world.outside.problems = [{ ...about("fees"), hasGone: true }];
    expect((await world.run(site)).outcomes).toEqual([
      ["site/rota", "removed"],
      ["site/staff", "removed"],
    ]);
  });

  it("removes a single page that is gone, and refuses a crawl whose first page is gone", async () => {
    const start = { label: "site", uri: "file:///site/", code: "http-status", message: "No.", hasGone: true } as const;
    world.put("site/where-redirects-ended", "one");
    const page = sourceOf("file:///site/");
    await world.run(page);
    world.outside.files.clear();
    world.outside.problems = [start];
    await expect(world.run(sourceOf("file:///site/", { depth: 1 }))).rejects.toMatchObject({
      code: "source-unavailable",
    });
    expect((await world.run(page)).outcomes).toEqual([["site/where-redirects-ended", "removed"]]);
    await expect(world.run(page)).rejects.toMatchObject({ code: "source-unavailable" });
  });

  it("accepts an empty source without documents, and refuses one that does not exist", async () => {
    world.outside.problems.push({ label: "docs", code: "no-match", message: "Nothing matches." });
    expect(await world.run()).toMatchObject({ outcomes: [], unchanged: 0 });
    world.outside.problems = [
      { label: "docs", uri: "file:///docs", code: "file-unreadable", message: "There is nothing." },
    ];
    const before = world.outside.sources.length;
    await expect(world.run()).rejects.toMatchObject({ code: "source-unavailable" });
    expect(world.outside.sources.length).toBe(before);
  });

  it("reads everything again when the source's options or the loader have changed", async () => {
    world.put("docs/a.txt", "one");
    await world.run();
    expect((await world.run(sourceOf(docs.uri, { metadata: { year: 2024 } }))).outcomes).toEqual([
      ["docs/a.txt", "updated"],
    ]);
    expect(world.stored()[0]?.metadata).toMatchObject({ year: 2024 });
    await world.run();
    await world.run(docs, { isCurrentLoader: () => false });
    expect(world.outside.reads).toEqual(["docs/a.txt"]);
  });

  it("keeps the text of a file that can no longer be read, and retries each time", async () => {
    world.put("docs/a.txt", "one");
    await world.run();
    world.put("docs/a.txt", new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]), "2");
    expect((await world.run()).outcomes).toEqual([["docs/a.txt", "load-failed"]]);
    await world.run();
    expect(world.outside.reads).toEqual(["docs/a.txt"]);
    expect(world.uris()).toEqual(["docs/a.txt"]);
  });

  it("tells the source which version is stored, so that it is not fetched again", async () => {
    world.put("docs/a.txt", "one", "etag:1");
    await world.run();
    const known: (KnownVersion | undefined)[] = [];
    const ask: SourceReader["list"] = async (patterns, options, signal) => {
      known.push(await options.known?.("file:///docs/a.txt", signal), await options.known?.("file:///docs/z", signal));
      return world.list(patterns, options, signal);
    };
    await world.run(docs, { sources: { list: ask } });
    await world.run(sourceOf(docs.uri, { metadata: { year: 2024 } }), { sources: { list: ask } });
    expect(known.map((version) => version?.revision)).toEqual(["etag:1", undefined, undefined, undefined]);
  });

  it("stores no file that disappeared after it was listed, or during its commit", async () => {
    world.put("docs/a.txt", "one");
    world.put("docs/b.txt", "two");
    const gone = new Set(["file:///docs/a.txt"]);
    const commit: typeof world.fake.index.commit = async (change, signal) => {
      const result = await world.fake.index.commit(change, signal);
      gone.add("file:///docs/b.txt");
      return result;
    };
    const isThere = (uri: string) => !gone.has(uri);
    const { outcomes } = await world.run(docs, { index: { ...world.fake.index, commit } }, { isThere });
    expect(outcomes).toEqual([]);
    expect(world.uris()).toEqual([]);
  });
});
