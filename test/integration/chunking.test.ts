import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, type LydianEvent, type OpenOptions, openLydian } from "lydian";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const rules = Array.from(
  { length: 12 },
  (_, number) => `Rule ${number} of the clinic says that room ${number} opens late.`,
);
const money = Array.from(
  { length: 12 },
  (_, number) => `Invoice ${number} is due within thirty days of the treatment.`,
);
const folder = temporaryFolder();
const opened: Lydian[] = [];

afterEach(async () => {
  for (const lydian of opened.splice(0)) await lydian.close();
  rmSync(join(folder.path, "store"), { recursive: true, force: true });
});
afterAll(() => folder.remove());

async function open(chunking: NonNullable<OpenOptions["settings"]>["chunking"] = {}): Promise<Lydian> {
  const lydian = await openLydian({ store: join(folder.path, "store"), settings: { chunking } });
  opened.push(lydian);
  return lydian;
}

const waiting = async (lydian: Lydian) => (await lydian.status()).collections[0]?.documentsToRechunk;

describe("a change of the chunking settings", () => {
  it("rechunks a stored document whose file is gone, and searches find its new chunks", async () => {
    const path = join(folder.path, "rules.txt");
    writeFileSync(path, [...rules, ...money].join(" "));
    const { outcomes } = await (await open()).add(path);
    expect(outcomes).toMatchObject([{ outcome: "added", receipt: { chunks: 1 } }]);
    rmSync(path);
    const lydian = await open({ maxTokens: 64 });
    const events: LydianEvent[] = [];
    lydian.on((event) => events.push(event));
    expect(await waiting(lydian)).toBe(1);
    const warned = { warnings: [{ code: "chunking-outdated", message: expect.stringMatching(/^1 document waits/) }] };
    expect(await lydian.search("invoice", { mode: "lexical" })).toMatchObject(warned);
    expect(await lydian.ask("When is invoice 7 due?")).toMatchObject(warned);
    expect(await lydian.receipts()).toMatchObject(warned);
    const done = await lydian.embed();
    expect(done).toMatchObject({ rechunked: 1, chunksWithoutVectors: 0, documentsToRechunk: 0 });
    expect(events).toContainEqual({ type: "documents-rechunked", collection: "default", done: 1, total: 1 });
    expect(await waiting(lydian)).toBe(0);
    expect((await lydian.search("invoice", { mode: "lexical" })).warnings).toEqual([]);
    for (const mode of ["lexical", "vector"] as const) {
      const [hit] = (await lydian.search("when is invoice 7 due?", { mode, limit: 1 })).hits;
      expect(hit?.text).toContain("Invoice 7");
    }
    expect((await lydian.list())[0]?.receipt.chunks).toBeGreaterThan(4);
  });

  it("is a warning only about documents that the reader may see", async () => {
    const first = await open();
    await first.add([{ uri: "rules.txt", content: rules.join(" ") }], { embed: false });
    const hidden = money.map((line, number) => ({ uri: `invoice${number}.txt`, content: line }));
    await first.add(hidden, { embed: false, accessLabels: ["finance"] });
    const lydian = await open({ maxTokens: 64 });
    const warnedOf = async (labels: readonly string[]) => {
      const { warnings } = await lydian.search("room", { mode: "lexical", scope: { kind: "labels", labels } });
      return warnings.map(({ message }) => message.split(" ", 2).join(" "));
    };
    expect(await warnedOf(["staff"])).toEqual(["1 document"]);
    expect(await warnedOf(["finance"])).toEqual(["13 documents"]);
  });

  it("skips an unchanged file in the next add, and rechunks its stored text", async () => {
    const path = join(folder.path, "rules.txt");
    writeFileSync(path, rules.join(" "));
    await (await open()).add(path);
    const report = await (await open({ maxTokens: 64 })).add(path);
    expect(report).toMatchObject({ outcomes: [{ outcome: "skipped" }], rechunked: 1, documentsToRechunk: 0 });
  });

  it("can apply to a single media type", async () => {
    const sources = ["rules.md", "rules.txt"].map((name) => ({ uri: `memo:${name}`, content: rules.join(" ") }));
    await (await open()).add(sources);
    const lydian = await open({ byMediaType: { "text/markdown": { maxTokens: 64 } } });
    expect(await lydian.embed()).toMatchObject({ rechunked: 1 });
    const chunks = new Map((await lydian.list()).map(({ uri, receipt }) => [uri, receipt.chunks]));
    expect(chunks.get("memo:rules.txt")).toBe(1);
    expect(chunks.get("memo:rules.md")).toBeGreaterThan(2);
  });
});

describe("the semantic chunker", () => {
  it("waits for vectors and says so, while words are found at once", async () => {
    const lydian = await open({ chunker: "semantic" });
    const content = [...rules, ...money].join(" ");
    const added = await lydian.add([{ uri: "memo:1", content }], { embed: false });
    expect(added).toMatchObject({ rechunked: 0, documentsToRechunk: 1, chunksWithoutVectors: 1 });
    expect((await lydian.search("invoice", { mode: "lexical" })).hits).toHaveLength(1);
    expect(await waiting(lydian)).toBe(1);
    expect(await lydian.embed()).toMatchObject({ rechunked: 1, documentsToRechunk: 0, chunksWithoutVectors: 0 });
    expect(await lydian.list()).toMatchObject([{ receipt: { chunks: 2 } }]);
    expect((await lydian.search("invoice", { mode: "vector" })).warnings).toEqual([]);
  });

  it("is chosen on the command line, which reports the documents to rechunk", async () => {
    const input = [...rules, ...money].join(" ");
    const options = { cwd: folder.path, input };
    const first = await runLydian(["add", "-", "--store", "store", "--chunker", "semantic", "--no-embed"], options);
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringContaining("1 document to rechunk (run lydian embed)"),
    ]);
    const second = await runLydian(["add", "-", "--store", "store", "--chunker", "semantic"], options);
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining("1 document rechunked")]);
    expect(second.stderr).toContain("rechunking 1 document");
    const wrong = await runLydian(["add", "-", "--store", "store", "--chunker", "magic"], options);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("structure, recursive, semantic")]);
  });
});
