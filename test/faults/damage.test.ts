import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LydianError, openLydian } from "lydian";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { repairStore } from "../../src/compose/doctor/repair-store.ts";
import { checkStoreHealth } from "../../src/compose/doctor/store-health.ts";
import { everything, never, LydianError as SourceError } from "../../src/core/index.ts";
import { createIndexReader, createIndexWriter } from "../../src/engine/kernel/index.ts";
import { createAnalyzer } from "../../src/engine/text/index.ts";
import { temporaryFolder } from "../run-lydian.ts";
import { type Question, searchAll } from "./check-store.ts";
import { damageFile } from "./damage-file.ts";
import { makeMemos } from "./make-work.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const damages = repeats({ short: 4, long: 40, variable: "LYDIAN_DAMAGES" });
const random = randomFrom(Number(process.env.LYDIAN_SEED ?? 8));
const query = { collection: "default", scope: everything };
const space = { model: "planted", dimensions: 32, fingerprint: "00000000000000ab" };
const vectorOf = () => Float32Array.from({ length: 32 }, () => random() - 0.5);
const words = ["ward", "nurse clinic", "step 3 consent hours", "aspirin stroke", "memo"];
const questions: readonly Question[] = [
  ...words.map((text) => ({ text })),
  ...[1, 2].map(() => ({ vector: { values: vectorOf(), space } })),
];

const shared = temporaryFolder();
const whole = join(shared.path, "whole");
const newFolder = useTemporaryFolders();

/** Returns what a caller sees of a store: documents, hits, and the scores of the index. */
async function seenIn(directory: string) {
  const lydian = await openLydian({ store: directory });
  const texts = new Map<string, string | undefined>();
  const found: unknown[] = [];
  try {
    for (const { uri } of await lydian.list()) texts.set(uri, (await lydian.read(uri))?.text);
    for (const text of words) {
      const { hits, warnings } = await lydian.search(text, { mode: "lexical", limit: 20 });
      // Titles and headings are left out, since their rows have no checksum: see docs/reference/stored-format.md.
      found.push(hits.map(({ documentId, chunkId, span, text, score }) => [documentId, chunkId, span, text, score]));
      found.push(warnings);
    }
  } finally {
    await lydian.close();
  }
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
  try {
    found.push(await searchAll(store, questions));
  } finally {
    await store.close();
  }
  return { texts, found };
}

/** Leaves out the names of the documents, since their rows have no checksum either. */
const valuesOf = ({ texts, found }: Awaited<ReturnType<typeof seenIn>>) => [[...texts.values()].sort(), found];

let truth: Awaited<ReturnType<typeof seenIn>>;

beforeAll(async () => {
  const lydian = await openLydian({ store: whole, settings: { chunking: { maxTokens: 64 } } });
  for (const first of [0, 20, 40])
    await lydian.add(makeMemos({ scheme: "memo", first, count: 20, step: first }), {
      embed: false,
      metadata: { first },
    });
  await lydian.remove(["memo:3", "memo:44"]);
  await lydian.close();
  const store = await openSqliteStore({ directory: whole, waitMs: 0, mode: "write" });
  const parts = { store, analyzer: createAnalyzer() };
  const [reader, writer] = [createIndexReader(parts), createIndexWriter(parts)];
  for (const { segmentId, chunkIds } of await reader.pendingVectors("default", space, never))
    await writer.attachVectors({ segmentId, collection: "default", space, vectors: chunkIds.map(vectorOf) }, never);
  expect((await store.indexState("default", never)).segments.length).toBeGreaterThan(1);
  await reader.close();
  await store.close();
  truth = await seenIn(whole);
  expect(truth.texts.size).toBe(58);
});
afterAll(() => shared.remove());

/** Returns the result of the work, or the code of its error. */
async function outcomeOf<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LydianError || error instanceof SourceError) return error.code;
    throw error;
  }
}

/** Returns the names of the collections, and the texts of their documents by address. */
async function contentsOf(directory: string) {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
  const texts = new Map<string, string | undefined>();
  const names = (await store.collections(never)).map(({ name }) => name);
  for (const collection of names)
    for (const { id, uri } of await store.listDocuments({ ...query, collection }, never))
      texts.set(uri, (await store.readDocument({ ...query, collection, document: id }, never))?.text);
  await store.close();
  return { names, texts };
}

/** Repairs a damaged store, checks the result, and returns a short description of it. */
async function repair(directory: string): Promise<string> {
  const before = readFileSync(join(directory, "store.db"));
  const report = await outcomeOf(() => repairStore({ store: directory }));
  if (report === undefined) return "whole";
  if (typeof report === "string") {
    expect(readFileSync(join(directory, "store.db")).equals(before)).toBe(true);
    expect(readdirSync(directory).filter((name) => name.startsWith("repair"))).toEqual([]);
    return `not to be repaired: ${report}`;
  }
  expect(readFileSync(report.damagedFile).equals(before)).toBe(true);
  expect(await checkStoreHealth(directory, 0, never)).toEqual({ damages: [], count: 0 });
  const { names, texts } = await contentsOf(directory);
  expect(texts.size).toBe(report.documents);
  const named = new Set([...texts.keys(), ...report.lost.map(({ uri }) => uri)]);
  if (report.unreadablePlaces === 0) expect(named.size).toBe(truth.texts.size);
  const known = new Set(truth.texts.values());
  for (const text of texts.values()) expect(known.has(text)).toBe(true);
  const seen = await outcomeOf(() => seenIn(directory));
  // The name of a collection has no checksum, so it may be damaged, too.
  if (names.includes(query.collection)) expect(seen).not.toBeTypeOf("string");
  else expect(seen).toBe("collection-not-found");
  return report.documents === truth.texts.size ? "repaired, all saved" : "repaired, some lost";
}

/** Describes the outcome of reading a damaged store. */
function describeSeen(outcome: Awaited<ReturnType<typeof seenIn>> | string) {
  if (typeof outcome === "string") return "an error with a code";
  return JSON.stringify(valuesOf(outcome)) === JSON.stringify(valuesOf(truth)) ? "the same answers" : "other answers";
}

it(
  `detects ${damages} damages of a store's file, and saves what can be read`,
  async () => {
    const counts = new Map<string, number>();
    const silent: string[] = [];
    for (let number = 0; number < damages; number += 1) {
      const directory = join(newFolder(), "store");
      mkdirSync(directory);
      const path = join(directory, "store.db");
      copyFileSync(join(whole, "store.db"), path);
      const what = damageFile(path, random);
      const seen = await outcomeOf(() => seenIn(directory));
      const health = await checkStoreHealth(directory, 0, never);
      const search = describeSeen(seen);
      if (search === "an error with a code") expect(health.count, what).toBeGreaterThan(0);
      if (search === "other answers") silent.push(`${what}; doctor: ${health.damages[0] ?? "nothing"}`);
      const outcome = `${search}; ${health.count > 0 ? await repair(directory) : "whole to the doctor"}`;
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      writeFileSync(path, "");
    }
    console.info(Object.fromEntries(counts), silent);
    expect(silent).toEqual([]);
  },
  120_000 + damages * 10_000,
);
