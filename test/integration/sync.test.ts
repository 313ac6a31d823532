import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Lydian, openLydian, type SyncReport } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

describe("sync", () => {
  const folder = temporaryFolder();
  const docs = join(folder.path, "docs");
  const store = join(folder.path, "store");
  const base = pathToFileURL(folder.path).href;
  let lydian: Lydian;

  const write = (path: string, text: string) => {
    mkdirSync(join(docs, path, ".."), { recursive: true });
    writeFileSync(join(docs, path), text);
  };
  const outcomes = ({ sources }: SyncReport) =>
    sources.map((source) => source.outcomes.map((one) => [one.uri.replace(`${base}/docs/`, ""), one.outcome]));
  const stored = async () => (await lydian.list()).map(({ uri }) => uri.replace(`${base}/docs/`, ""));
  const idOf = async (path: string) => (await lydian.list()).find(({ uri }) => uri === `${base}/docs/${path}`)?.id;

  beforeAll(async () => {
    lydian = await openLydian({ store });
    write("prices.md", "# Prices\n\nAn autoclave door seal costs 94.50 euros.");
    write("house/bikes.md", "# Bicycles\n\nBicycles stand in the yellow shed.");
    write("house/.gitignore", "draft-*\n");
    write("house/draft-1.md", "# Draft\n\nNot yet.");
    write("house/~$bikes.md", "an editor's own");
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("reports in a dry run what it would do, and creates no store", async () => {
    const report = await lydian.sync(docs, { dryRun: true, metadata: { team: "desk" } });
    expect(outcomes(report)).toEqual([
      [
        ["house/bikes.md", "added"],
        ["prices.md", "added"],
      ],
    ]);
    expect(await lydian.status()).toMatchObject({ formatVersion: 0, collections: [] });
  });

  it("adds the documents of a folder, and remembers its options", async () => {
    const report = await lydian.sync(docs, { metadata: { team: "desk" }, accessLabels: ["staff"] });
    expect(report).toMatchObject({ dryRun: false, chunksWithoutVectors: 0 });
    expect(await stored()).toEqual(["house/bikes.md", "prices.md"]);
    const [source, ...others] = await lydian.sources();
    expect(others).toEqual([]);
    expect(source).toMatchObject({ uri: `${base}/docs/`, documents: 2, options: { metadata: { team: "desk" } } });
    expect(source?.syncedAt).toBeDefined();
    expect(await lydian.sync()).toMatchObject({ sources: [{ outcomes: [], unchanged: 2 }] });
  });

  it("updates all sources; a renamed document keeps its id and its vectors", async () => {
    const id = await idOf("house/bikes.md");
    renameSync(join(docs, "house/bikes.md"), join(docs, "wheels.md"));
    write("prices.md", "# Prices\n\nAn autoclave door seal costs 99.90 euros.");
    write("hours.md", "# Hours\n\nThe laboratory opens at 7:15.");
    const planned = await lydian.sync(undefined, { dryRun: true });
    expect(await stored()).toEqual(["house/bikes.md", "prices.md"]);
    const computed: number[] = [];
    const stop = lydian.on((event) => {
      if (event.type === "vectors-attached") computed.push(event.total);
    });
    const done = await lydian.sync();
    stop();
    expect(outcomes(planned)).toEqual(outcomes(done));
    expect(outcomes(done)).toEqual([
      [
        ["hours.md", "added"],
        ["prices.md", "updated"],
        ["wheels.md", "moved"],
      ],
    ]);
    expect(computed.at(-1)).toBe(2);
    expect(await idOf("wheels.md")).toBe(id);
    const { hits } = await lydian.search("Where do bicycles stand?", { mode: "vector" });
    expect(hits[0]?.uri).toBe(`${base}/docs/wheels.md`);
    const [summary] = await lydian.list({ where: 'team = "desk"' });
    expect(summary?.accessLabels).toEqual(["staff"]);
  });

  it("removes deleted documents, which are never found again, not even by another process", async () => {
    rmSync(join(docs, "prices.md"));
    const other = await openLydian({ store });
    expect((await other.search("autoclave door seal", { mode: "lexical" })).hits).toHaveLength(1);
    await lydian.sync(docs);
    expect((await other.search("autoclave door seal", { mode: "lexical" })).hits).toEqual([]);
    expect(await other.read(join(docs, "prices.md"))).toBeUndefined();
    await other.close();
  });

  it("leaves a document to its first source when two sources overlap", async () => {
    const house = join(docs, "house");
    write("house/rules.md", "# Rules\n\nShoes stay at the door.");
    await lydian.sync(house);
    const report = await lydian.sync();
    expect(report.sources).toMatchObject([
      { source: `${base}/docs/`, unchanged: 2, ownedElsewhere: 1 },
      { source: `${base}/docs/house/`, unchanged: 1, ownedElsewhere: 0 },
    ]);
    const { removed } = await lydian.removeSource(house);
    expect(removed.map(({ uri }) => uri)).toEqual([`${base}/docs/house/rules.md`]);
    await lydian.sync();
    expect(await lydian.sources()).toMatchObject([{ uri: `${base}/docs/`, documents: 3 }]);
  });

  it("removes nothing while a folder is missing or empty, and continues when it is back", async () => {
    const before = await stored();
    renameSync(docs, join(folder.path, "away"));
    const failed = { outcomes: [{ outcome: "failed", code: "source-unavailable" }] };
    expect((await lydian.sync()).sources).toMatchObject([failed]);
    mkdirSync(docs);
    expect((await lydian.sync()).sources).toMatchObject([failed]);
    expect(await stored()).toEqual(before);
    rmSync(docs, { recursive: true });
    renameSync(join(folder.path, "away"), docs);
    expect((await lydian.sync()).sources).toMatchObject([{ outcomes: [], unchanged: 3 }]);
  });

  it("lets documents stay without a source when their source is removed", async () => {
    const { source, removed } = await lydian.removeSource(docs, { keep: true });
    expect([source.uri, removed]).toEqual([`${base}/docs/`, []]);
    expect((await lydian.list()).map((document) => document.source)).toEqual([undefined, undefined, undefined]);
    await expect(lydian.removeSource(docs)).rejects.toMatchObject({ code: "source-not-found" });
  });

  it("is a command that adopts documents without a source, prints the plan, and reports failures", async () => {
    const run = (...args: readonly string[]) => runLydian([...args, "--store", store], { cwd: folder.path });
    const options = ["--meta", "team=desk", "--label", "staff"];
    expect((await run("sync", "docs", ...options)).stdout).toBe("docs: 3 unchanged\n");
    appendFileSync(join(docs, "hours.md"), "\nIt closes at noon.\n");
    const plan = await run("sync", "--dry-run");
    expect(plan.stdout).toMatch(/^updated {2}docs\/hours\.md {2}1 chunk\ndocs: 1 updated, 2 unchanged\ndry run/);
    expect((await run("sync", "--json")).stdout).toContain('"outcome": "updated"');
    const away = await run("sync", "nowhere");
    // The place of the line breaks depends on the length of the temporary folder's path.
    const printed = away.stdout.replace(/\s+/g, " ");
    expect([away.code, printed]).toEqual([4, expect.stringContaining("there is nothing at this path")]);
    expect((await run("sources")).stdout).toMatch(/^documents.*\n +3 {2}\S+ \S+ UTC {2}no {7}docs\n$/);
    expect((await run("sources", "remove", "docs")).stdout).toBe("removed  docs; 3 documents removed with it\n");
    expect(await stored()).toEqual([]);
  });
});
