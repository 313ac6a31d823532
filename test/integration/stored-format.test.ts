import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Explanation, type Lydian, openLydian } from "lydian";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

function unpackStore(version: string, target: string): void {
  mkdirSync(target);
  const packed = join(fixtures, version);
  for (const name of readdirSync(packed)) {
    writeFileSync(join(target, name.slice(0, -".gz".length)), gunzipSync(readFileSync(join(packed, name))));
  }
}

/** Expects the parts of each stage to sum to the stage's score. */
function expectSums({ stages }: Explanation): void {
  expect(stages.length).toBeGreaterThan(0);
  for (const { score, parts } of stages) {
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
  }
}

// The store was made by scripts/make-fixture-store.mjs when this version of the format was released.
describe.each([
  // Version 1 did not record the chunker.
  ["store-v1", ["chunking-outdated"]],
  ["store-v2", []],
])("a store of the released format %s", (version, warningsOfVectors) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let lydian: Lydian;

  beforeEach(async () => {
    folder = temporaryFolder();
    const store = join(folder.path, "store");
    unpackStore(version, store);
    lydian = await openLydian({ store });
  });
  afterEach(async () => {
    await lydian.close();
    folder.remove();
  });
  const urisFor = async (query: string, options: Parameters<Lydian["search"]>[1]) =>
    (await lydian.search(query, options)).hits.map(({ uri }) => uri);

  it("lists its documents and returns their texts", async () => {
    const uris = (await lydian.list()).map(({ uri }) => uri);
    expect(uris).toEqual(["fixture:cold-chain.txt", "fixture:opening-hours.md", "fixture:parking.html"]);
    const document = await lydian.read("fixture:cold-chain.txt");
    expect(document?.text).toContain("between 2 and 8 °C. Part number VX-204");
    expect(document?.metadata).toMatchObject({ department: "pharmacy", year: 2025 });
  });

  it("finds documents by words, without replaced or removed ones", async () => {
    expect(await urisFor("VX-204", { mode: "lexical" })).toEqual(["fixture:cold-chain.txt"]);
    expect(await urisFor("bicycles", { mode: "lexical" })).toEqual(["fixture:parking.html"]);
    expect(await urisFor("the lift is out of order", { mode: "lexical" })).not.toContain("fixture:old-notice.txt");
  });

  it("finds quoted words, also after a merge", async () => {
    expect(await urisFor('"Part number VX-204"', {})).toEqual(["fixture:cold-chain.txt"]);
    expect(await urisFor('"number part VX-204"', {})).toEqual([]);
    await lydian.add([{ uri: "fixture:new.txt", content: "A part, whose number is VX-204.\n" }]);
    await lydian.remove("fixture:new.txt");
    expect(await urisFor('"Part number VX-204"', {})).toEqual(["fixture:cold-chain.txt"]);
  });

  it("finds documents by vectors", async () => {
    const { hits, warnings } = await lydian.search("Where can I leave my bike?", { mode: "vector" });
    expect(hits[0]).toMatchObject({ uri: "fixture:parking.html", text: expect.stringContaining("🚲") });
    expect(new Set(hits.map(({ uri }) => uri)).size).toBe(3);
    expect(warnings.map(({ code }) => code)).toEqual(warningsOfVectors);
  });

  it("honours filters and access labels", async () => {
    const recent = await urisFor("open house", { where: "year >= 2026" });
    expect(new Set(recent)).toEqual(new Set(["fixture:opening-hours.md"]));
    const readBy = (...labels: string[]) => urisFor("bicycles", { scope: { kind: "labels", labels } });
    expect(await readBy("staff")).toContain("fixture:parking.html");
    expect(await readBy("visitors")).not.toContain("fixture:parking.html");
  });

  it("explains its hits", async () => {
    const { hits } = await lydian.search("When does the practice open on Whit Monday?");
    expect(hits[0]?.uri).toBe("fixture:opening-hours.md");
    const stages = hits[0]?.explanation.stages.map(({ stage }) => stage);
    expect(stages).toEqual(expect.arrayContaining(["words", "vectors", "fusion"]));
    for (const { explanation } of hits) expectSums(explanation);
  });

  it("accepts new documents", async () => {
    const report = await lydian.add([{ uri: "fixture:new.txt", content: "The new bicycles have baskets.\n" }]);
    expect(report).toMatchObject({ outcomes: [{ outcome: "added" }], chunksWithoutVectors: 0 });
    const uris = await urisFor("bicycles", { mode: "lexical" });
    expect(new Set(uris)).toEqual(new Set(["fixture:new.txt", "fixture:parking.html"]));
  });
});
