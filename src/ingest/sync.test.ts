import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import type {
  KnownVersion,
  LoaderHost,
  LydianEvent,
  Source,
  SourceEntry,
  SourceProblem,
  SourceReader,
} from "../core/index.ts";
import { createFakeEmbedder } from "../testing/fake-embedder.ts";
import { createFakeIndex } from "../testing/fake-index.ts";
import { fakeChunker } from "../testing/fake-loaders.ts";
import { createMoves } from "./create-moves.ts";
import { ingest } from "./ingest.ts";
import { identifyLoader, isCurrentLoader, loadBytes } from "./load/index.ts";
import { sync } from "./sync.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";

const never = new AbortController().signal;
const loaders: LoaderHost = {
  load: loadBytes,
  identify: (input) => identifyLoader(input),
  close: async () => undefined,
};
const docs = sourceOf("file:///docs/");
const limits = { language: "en", keepOriginals: true, maxFileBytes: 1_000_000 };

/** By URI below `file:///`: content and revision. */
let files: Map<string, { readonly content: string | Uint8Array; readonly revision: string }>;
let problems: SourceProblem[];
let reads: string[];
let events: LydianEvent[];
let sources: Source[];
/** Whether the source was removed from the store. */
let isForgotten = false;
let fake = createFakeIndex();

beforeEach(() => {
  files = new Map();
  problems = [];
  reads = [];
  events = [];
  sources = [];
  isForgotten = false;
  fake = createFakeIndex();
});

function sourceOf(uri: string, options: Partial<Source["options"]> = {}): Source {
  const given = { metadata: {}, metadataRules: [], accessLabels: [], ...options };
  return { collection: "handbook", uri, options: given, addedAt: "2026-01-01T00:00:00.000Z" };
}

function put(name: string, content: string | Uint8Array, revision = "1"): void {
  files.set(name, { content, revision });
}

function rename(from: string, to: string): void {
  const file = files.get(from);
  if (file !== undefined) files.set(to, file);
  files.delete(from);
}

const list: SourceReader["list"] = async ([root = "none"]) => {
  const entries = [...files].map(([name, { content, revision }]): SourceEntry => {
    const read = async () => {
      reads.push(name);
      return typeof content === "string" ? strToU8(content) : content;
    };
    return { uri: `file:///${name}`, label: name, revision, read };
  });
  return {
    entries: entries.filter(({ uri }) => uri.startsWith(root)).sort((a, b) => (a.uri < b.uri ? -1 : 1)),
    problems,
  };
};

function services(changes: Partial<SyncServices> = {}): SyncServices {
  return {
    sources: { list },
    loaders,
    isCurrentLoader,
    chunkerFor: () => fakeChunker,
    embedder: createFakeEmbedder(),
    index: fake.index,
    store: { ...fake.store, readOriginal: async () => undefined },
    origins: {
      ...fake.origins,
      putSource: async (source) => void sources.push(source),
      updateSource: async (source) => !isForgotten && sources.push(source) > 0,
    },
    guard: { check: async () => ({ verdict: "unmeasured", action: "allow", why: "" }) as const },
    clock: { now: () => Date.UTC(2026, 0, 2), monotonicMs: () => 0 },
    emit: (event) => events.push(event),
    ...changes,
  };
}

async function run(source = docs, changes: Partial<SyncServices> = {}, request: Partial<SyncRequest> = {}) {
  reads = [];
  const asked = { source, moves: createMoves(), ...limits, ...request };
  const report = await sync(services(changes), asked, never);
  const outcomes = report.outcomes.map((outcome) => [
    outcome.uri.replace("file:///", ""),
    outcome.outcome === "failed" ? outcome.code : outcome.outcome,
  ]);
  return { ...report, outcomes };
}

const stored = () => [...fake.documents.values()].map(({ document }) => document);
const idOf = (name: string) => stored().find(({ uri }) => uri === `file:///${name}`)?.id;
const uris = () =>
  stored()
    .map(({ uri }) => uri.replace("file:///", ""))
    .sort();

describe("sync", () => {
  it("adds what is new, reads again what has changed, takes out what has gone, and reads nothing else", async () => {
    put("docs/a.txt", "one");
    put("docs/b.txt", "two");
    put("docs/c.txt", "three");
    expect((await run()).outcomes.map(([, outcome]) => outcome)).toEqual(["added", "added", "added"]);
    put("docs/b.txt", "two changed", "2");
    files.delete("docs/c.txt");
    put("docs/d.txt", "four");
    const report = await run();
    expect(report.outcomes).toEqual([
      ["docs/c.txt", "removed"],
      ["docs/b.txt", "updated"],
      ["docs/d.txt", "added"],
    ]);
    expect(report).toMatchObject({ unchanged: 1, ownedElsewhere: 0, source: "file:///docs/" });
    expect(reads).toEqual(["docs/b.txt", "docs/d.txt"]);
    expect(uris()).toEqual(["docs/a.txt", "docs/b.txt", "docs/d.txt"]);
    expect(sources.at(-1)).toMatchObject({ uri: docs.uri, syncedAt: "2026-01-02T00:00:00.000Z" });
  });

  it("counts a file as unchanged that was only touched, and does not read it the next time", async () => {
    put("docs/a.txt", "one");
    await run();
    put("docs/a.txt", "one", "2");
    expect(await run()).toMatchObject({ outcomes: [], unchanged: 1 });
    expect(reads).toEqual(["docs/a.txt"]);
    await run();
    expect(reads).toEqual([]);
  });

  it("does not bring back a source that was forgotten before it began, or while it was read", async () => {
    put("docs/a.txt", "one");
    isForgotten = true;
    await expect(run(docs, {}, { isKnown: true })).rejects.toMatchObject({ code: "source-not-found" });
    expect([reads, sources]).toEqual([[], []]);
    const forgetting = (event: LydianEvent) => {
      if (event.type === "document-committed") isForgotten = true;
    };
    for (const isKnown of [true, false]) {
      isForgotten = false;
      put("docs/a.txt", `one, ${isKnown}`, `${isKnown}`);
      const reading = run(docs, { emit: forgetting }, { isKnown });
      await expect(reading).rejects.toMatchObject({ code: "source-not-found" });
    }
    expect(sources.map(({ syncedAt }) => syncedAt)).toEqual([undefined, undefined]);
  });

  it("takes out what has gone before it reads what has come", async () => {
    put("docs/a.txt", "one");
    await run();
    files.clear();
    put("docs/b.txt", "two");
    events = [];
    await run();
    const told = events.map(({ type }) => type).filter((type) => type.startsWith("document-"));
    expect(told).toEqual(["document-removed", "document-loaded", "document-committed"]);
  });

  it("keeps the id of what was renamed or moved between folders, also when another takes its place", async () => {
    put("docs/a.txt", "one");
    put("docs/b.txt", "two");
    await run();
    const [a, b] = [idOf("docs/a.txt"), idOf("docs/b.txt")];
    rename("docs/a.txt", "docs/deep/c.txt");
    rename("docs/b.txt", "docs/d.txt");
    put("docs/a.txt", "another", "9");
    const report = await run();
    expect(report.outcomes).toContainEqual(["docs/d.txt", "moved"]);
    expect(idOf("docs/d.txt")).toBe(b);
    // What lies where a document was is that document, changed.
    expect(idOf("docs/a.txt")).toBe(a);
    expect(new Set(stored().map(({ id }) => id)).size).toBe(3);
  });

  it("tells a rename as one outcome, and never the removal beside it", async () => {
    put("docs/a.txt", "one");
    await run();
    rename("docs/a.txt", "docs/b.txt");
    expect((await run()).outcomes).toEqual([["docs/b.txt", "moved"]]);
    expect(stored()[0]).toMatchObject({ uri: "file:///docs/b.txt", source: docs.uri, revision: "1" });
  });

  it("leaves alone what another source owns or what nothing here owns, and takes what it finds unowned", async () => {
    const part = sourceOf("file:///docs/part/");
    put("docs/part/a.txt", "one");
    put("docs/b.txt", "two");
    put("docs/c.txt", "three");
    await run(part);
    const other = { collection: "handbook", metadata: {}, accessLabels: [], embed: false, ...limits };
    await ingest(services(), { ...other, sources: ["file:///docs/b.txt"] }, never);
    await ingest(services(), { ...other, sources: [{ uri: "note:1", content: "mine" }] }, never);
    expect(await run()).toMatchObject({ outcomes: [["docs/c.txt", "added"]], unchanged: 1, ownedElsewhere: 1 });
    files.clear();
    put("docs/x.txt", "x");
    await run();
    expect(uris()).toEqual(["docs/part/a.txt", "docs/x.txt", "note:1"]);
  });

  it("does not take for gone what lies where it could not look", async () => {
    put("docs/private/a.txt", "one");
    put("docs/private-too/b.txt", "two");
    await run();
    files.clear();
    put("docs/c.txt", "three");
    problems.push({ label: "docs/private", uri: "file:///docs/private", code: "file-unreadable", message: "No." });
    const { outcomes } = await run();
    expect(outcomes).toContainEqual(["docs/private", "file-unreadable"]);
    expect(uris()).toEqual(["docs/c.txt", "docs/private/a.txt"]);
  });

  it.each<[string, readonly SourceProblem[]]>([
    ["is away", [{ label: "docs", uri: "file:///docs", code: "file-unreadable", message: "There is nothing." }]],
    ["has become empty", [{ label: "docs", code: "no-match", message: "Nothing matches." }]],
  ])("refuses a source that %s while it owns documents", async (_, found) => {
    put("docs/a.txt", "one");
    await run();
    files.clear();
    problems.push(...found);
    await expect(run()).rejects.toMatchObject({ code: "source-unavailable", hint: expect.stringContaining("remove") });
    expect(uris()).toEqual(["docs/a.txt"]);
  });

  it("takes out a page that says it has gone, which is no failure, even beside one that failed", async () => {
    for (const name of ["index", "fees", "rota", "staff"]) put(`site/${name}`, name);
    const site = sourceOf("file:///site/", { depth: 2 });
    await run(site);
    for (const name of ["fees", "rota", "staff"]) files.delete(`site/${name}`);
    const about = (name: string) => ({ label: name, uri: `file:///site/${name}`, code: "http-status", message: "No." });
    problems = [
      { ...about("fees"), hasGone: true },
      { ...about("rota"), hidesOthers: true },
    ];
    expect((await run(site)).outcomes).toEqual([
      ["site/fees", "removed"],
      ["rota", "http-status"],
    ]);
    expect(uris()).toEqual(["site/index", "site/rota", "site/staff"]);
    problems = [{ ...about("fees"), hasGone: true }];
    expect((await run(site)).outcomes).toEqual([
      ["site/rota", "removed"],
      ["site/staff", "removed"],
    ]);
  });

  it("takes out a single page that has gone, and refuses a crawl whose first page has", async () => {
    const start = { label: "site", uri: "file:///site/", code: "http-status", message: "No.", hasGone: true } as const;
    put("site/where-redirects-ended", "one");
    const page = sourceOf("file:///site/");
    await run(page);
    files.clear();
    problems = [start];
    await expect(run(sourceOf("file:///site/", { depth: 1 }))).rejects.toMatchObject({ code: "source-unavailable" });
    expect((await run(page)).outcomes).toEqual([["site/where-redirects-ended", "removed"]]);
    await expect(run(page)).rejects.toMatchObject({ code: "source-unavailable" });
  });

  it("takes an empty source that owns nothing, and refuses one that is not there", async () => {
    problems.push({ label: "docs", code: "no-match", message: "Nothing matches." });
    expect(await run()).toMatchObject({ outcomes: [], unchanged: 0 });
    problems = [{ label: "docs", uri: "file:///docs", code: "file-unreadable", message: "There is nothing." }];
    const before = sources.length;
    await expect(run()).rejects.toMatchObject({ code: "source-unavailable" });
    expect(sources.length).toBe(before);
  });

  it("reads all of it again when the source's options, or the loader, are others", async () => {
    put("docs/a.txt", "one");
    await run();
    expect((await run(sourceOf(docs.uri, { metadata: { year: 2024 } }))).outcomes).toEqual([["docs/a.txt", "updated"]]);
    expect(stored()[0]?.metadata).toMatchObject({ year: 2024 });
    await run();
    await run(docs, { isCurrentLoader: () => false });
    expect(reads).toEqual(["docs/a.txt"]);
  });

  it("keeps the text of a file that can not be read any more, and tries again each time", async () => {
    put("docs/a.txt", "one");
    await run();
    put("docs/a.txt", new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]), "2");
    expect((await run()).outcomes).toEqual([["docs/a.txt", "load-failed"]]);
    await run();
    expect(reads).toEqual(["docs/a.txt"]);
    expect(uris()).toEqual(["docs/a.txt"]);
  });

  it("tells the source what is stored, so that it need not fetch it", async () => {
    put("docs/a.txt", "one", "etag:1");
    await run();
    const known: (KnownVersion | undefined)[] = [];
    const ask: SourceReader["list"] = async (patterns, options, signal) => {
      known.push(await options.known?.("file:///docs/a.txt", signal), await options.known?.("file:///docs/z", signal));
      return list(patterns, options, signal);
    };
    await run(docs, { sources: { list: ask } });
    await run(sourceOf(docs.uri, { metadata: { year: 2024 } }), { sources: { list: ask } });
    expect(known.map((version) => version?.revision)).toEqual(["etag:1", undefined, undefined, undefined]);
  });

  it("stores nothing of what has gone since it was listed, not even while it was committed", async () => {
    put("docs/a.txt", "one");
    put("docs/b.txt", "two");
    const gone = new Set(["file:///docs/a.txt"]);
    const commit: typeof fake.index.commit = async (change, signal) => {
      const result = await fake.index.commit(change, signal);
      gone.add("file:///docs/b.txt");
      return result;
    };
    const isThere = (uri: string) => !gone.has(uri);
    const { outcomes } = await run(docs, { index: { ...fake.index, commit } }, { isThere });
    expect(outcomes).toEqual([]);
    expect(uris()).toEqual([]);
  });
});

describe("sync of containers", () => {
  const pack = (members: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])));

  it("does not open one again that has not changed, and takes its members out with it", async () => {
    put("docs/a.zip", pack({ "a.txt": "one", "b.txt": "two" }));
    put("docs/c.txt", "three");
    await run();
    expect(stored().every(({ revision }) => revision === "1")).toBe(true);
    expect(await run()).toMatchObject({ outcomes: [], unchanged: 2 });
    expect(reads).toEqual([]);
    files.delete("docs/a.zip");
    expect((await run()).outcomes).toEqual([
      ["docs/a.zip!/a.txt", "removed"],
      ["docs/a.zip!/b.txt", "removed"],
    ]);
  });

  it("moves the members with it, each to itself", async () => {
    put("docs/a.zip", pack({ "a.txt": "same", "b.txt": "same", "c.txt": "other" }));
    await run();
    const before = ["a", "b", "c"].map((name) => idOf(`docs/a.zip!/${name}.txt`));
    rename("docs/a.zip", "docs/b.zip");
    const { outcomes } = await run();
    expect(outcomes.slice(1).map(([, outcome]) => outcome)).toEqual(["moved", "moved", "moved"]);
    expect(["a", "b", "c"].map((name) => idOf(`docs/b.zip!/${name}.txt`))).toEqual(before);
  });

  it("opens one again of which not all was committed, or a member failed", async () => {
    put("docs/a.zip", pack({ "a.txt": "line\n".repeat(40), "b.txt": "line\n".repeat(40) }));
    const stop = new AbortController();
    const emit = (event: LydianEvent) => {
      if (event.type === "document-committed") stop.abort(new Error("enough"));
    };
    const asked = { source: docs, moves: createMoves(), ...limits };
    await expect(sync(services({ emit }), asked, stop.signal)).rejects.toThrow("enough");
    expect(uris()).toEqual(["docs/a.zip!/a.txt"]);
    await run();
    expect(uris()).toEqual(["docs/a.zip!/a.txt", "docs/a.zip!/b.txt"]);
    put("docs/a.zip", pack({ "a.txt": "line", "b.pdf": "%PDF-1.4\nnothing of it" }), "2");
    await run();
    await run();
    expect(reads).toEqual(["docs/a.zip"]);
  });
});
