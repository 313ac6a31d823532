import { strToU8, type Zippable, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import { type LoaderHost, type LydianEvent, never } from "../../../core/index.ts";
import { allowAll } from "../../../guard/fixtures/guard-that.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { createFakeIndex } from "../../../testing/fake-index.ts";
import { fakeChunker } from "../../../testing/fake-loaders.ts";
import { identifyLoader, loadBytes } from "../../formats/index.ts";
import { ingest } from "../ingest.ts";
import type { IngestRequest } from "../ingest-request.ts";

const loaders: LoaderHost = {
  load: loadBytes,
  identify: (input) => identifyLoader(input),
  close: async () => undefined,
};
let fake = createFakeIndex();
let events: LydianEvent[];

beforeEach(() => {
  fake = createFakeIndex();
  events = [];
});

/** Adds `x.zip` and answers what became of it and of its members. */
async function add(content: Uint8Array, changes: Partial<IngestRequest> = {}) {
  const request: IngestRequest = {
    collection: "handbook",
    sources: [{ uri: "x", content, metadata: { team: "desk" } }],
    language: "en",
    metadata: {},
    accessLabels: ["staff"],
    embed: false,
    keepOriginals: true,
    maxFileBytes: 1_000_000,
    ...changes,
  };
  const services = {
    sources: { list: async () => ({ entries: [], problems: [] }) },
    loaders,
    chunkerFor: () => fakeChunker,
    embedder: createFakeEmbedder(),
    index: fake.index,
    store: fake.store,
    origins: fake.origins,
    guard: allowAll,
    clock: { now: () => 0, monotonicMs: () => 0 },
    emit: (event: LydianEvent) => events.push(event),
  };
  const { outcomes } = await ingest(services, request, never);
  return outcomes.map((outcome) => [outcome.uri, outcome.outcome === "failed" ? outcome.code : outcome.outcome]);
}

const text = (words: string) => strToU8(`${words}\n`);
const pack = (members: Zippable) => zipSync(members);
const nest = (depth: number): Uint8Array =>
  pack(depth === 1 ? { "a.txt": text("deep") } : { "z.zip": nest(depth - 1) });
const documents = () => [...fake.documents.values()].map(({ document }) => document);

describe("prepareSource", () => {
  it("makes each member a document with the labels and metadata of its container", async () => {
    expect(await add(pack({ "a.txt": text("one"), "b.txt": text("two") }))).toEqual([
      ["x", "opened"],
      ["x!/a.txt", "added"],
      ["x!/b.txt", "added"],
    ]);
    expect(documents()[0]).toMatchObject({
      uri: "x!/a.txt",
      text: "one\n",
      accessLabels: ["staff"],
      metadata: { team: "desk", container: "x", member: "a.txt" },
    });
    expect(events).toContainEqual({ type: "container-opened", uri: "x", members: 2, isDocument: false });
    expect(events.filter(({ type }) => type === "document-committed")).toHaveLength(2);
  });

  it("reads members nested 3 deep, and refuses a container whose members would be deeper", async () => {
    expect(await add(nest(3))).toContainEqual(["x!/z.zip!/z.zip!/a.txt", "added"]);
    expect((await add(nest(4))).at(-2)).toEqual(["x!/z.zip!/z.zip!/z.zip", "container-limit"]);
  });

  it("skips unchanged members, updates changed ones, and removes missing ones with everything in them", async () => {
    await add(pack({ "a.txt": text("one"), "b.txt": text("two"), "z.zip": pack({ "c.txt": text("three") }) }));
    const commits = fake.commits.length;
    const same = pack({ "z.zip": pack({ "c.txt": text("three") }), "a.txt": text("one"), "b.txt": text("two") });
    expect((await add(same)).map(([, outcome]) => outcome)).toEqual([
      "opened",
      "opened",
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(fake.commits).toHaveLength(commits);
    expect(await add(pack({ "a.txt": text("one"), "b.txt": text("changed") }))).toEqual([
      ["x", "opened"],
      ["x!/a.txt", "skipped"],
      ["x!/b.txt", "updated"],
      ["x!/z.zip!/c.txt", "removed"],
    ]);
    expect(documents().map(({ uri }) => uri)).toEqual(["x!/a.txt", "x!/b.txt"]);
    expect(events.filter(({ type }) => type === "document-removed")).toHaveLength(1);
  });

  it("updates every member when the labels change", async () => {
    const zip = pack({ "a.txt": text("one") });
    await add(zip);
    expect(await add(zip, { accessLabels: [] })).toContainEqual(["x!/a.txt", "updated"]);
  });

  it("keeps the stored text of a member that can no longer be read", async () => {
    await add(pack({ "z.zip": pack({ "c.txt": text("three") }), "a.txt": text("one") }));
    const broken = pack({ "z.zip": pack({ "c.txt": text("three") }).subarray(0, 40), "a.txt": text("one") });
    expect((await add(broken)).map(([, outcome]) => outcome)).toEqual(["opened", "load-failed", "skipped"]);
    expect(documents().map(({ uri }) => uri)).toEqual(["x!/z.zip!/c.txt", "x!/a.txt"]);
  });

  it("keeps all members of a container that can no longer be read", async () => {
    const zip = pack({ "a.txt": text("one"), "b.txt": text("two") });
    await add(zip);
    expect(await add(zip.subarray(0, 60))).toEqual([["x", "load-failed"]]);
    expect(documents().map(({ uri }) => uri)).toEqual(["x!/a.txt", "x!/b.txt"]);
  });

  it("removes the members in the same commit when a container has become a text file, at any depth", async () => {
    await add(pack({ "a.txt": text("one"), "z.zip": pack({ "c.txt": text("three") }) }));
    expect(await add(pack({ "a.txt": text("one"), "z.zip": text("no container") }))).toEqual([
      ["x", "opened"],
      ["x!/a.txt", "skipped"],
      ["x!/z.zip", "added"],
      ["x!/z.zip!/c.txt", "removed"],
    ]);
    expect(await add(text("no container"))).toEqual([
      ["x", "added"],
      ["x!/a.txt", "removed"],
      ["x!/z.zip", "removed"],
    ]);
    const { add: added = [], removeIds = [] } = fake.commits.at(-1) ?? {};
    expect([added.map(({ document }) => document.uri), removeIds.length]).toEqual([["x"], 2]);
    expect(documents().map(({ uri }) => uri)).toEqual(["x"]);
  });

  it("removes the text when a file has become a container without text", async () => {
    await add(text("no container"));
    expect(await add(pack({ "a.txt": text("one") }))).toEqual([
      ["x", "opened"],
      ["x!/a.txt", "added"],
      ["x", "removed"],
    ]);
    expect(documents().map(({ uri }) => uri)).toEqual(["x!/a.txt"]);
  });

  it("adds an e-mail and its attachments, numbers those with one name, and skips all of them the next time", async () => {
    const part = (words: string) =>
      `--B\nContent-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\n${words}\n`;
    const mail = strToU8(
      `From: a@b.c\nSubject: Notes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n${part("one")}${part("two")}--B--\n`,
    );
    expect(await add(mail)).toEqual([
      ["x", "added"],
      ["x!/n.txt", "added"],
      ["x!/n%20(2).txt", "added"],
    ]);
    expect((await add(mail)).map(([, outcome]) => outcome)).toEqual(["skipped", "skipped", "skipped"]);
  });

  it("refuses a member that is larger than a file may be", async () => {
    const zip = pack({ "a.txt": text("x".repeat(2_000)), "b.txt": text("two") });
    expect(await add(zip, { maxFileBytes: 1_000 })).toEqual([
      ["x", "opened"],
      ["x!/a.txt", "file-too-large"],
      ["x!/b.txt", "added"],
    ]);
  });
});
