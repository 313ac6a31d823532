import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { createLoaderHost } from "../../src/adapters/loader-process/index.ts";
import { type LoaderHost, LydianError, never, type ReceivedDocument } from "../../src/core/index.ts";
import { identifyLoader } from "../../src/engine/formats/index.ts";
import { mutateBytes, type SeedFile } from "./mutate-bytes.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";

const count = repeats({ short: 40, long: 400, variable: "LYDIAN_MUTATIONS" });
const seed = Number(process.env.LYDIAN_SEED ?? 1);
/** Folder for the files on which a loader failed, to be made fixtures. */
const keptIn = process.env.LYDIAN_MUTATIONS_KEEP;
const timeoutMs = 20_000;
const memoryBytes = 1_073_741_824;
const mostSeedBytes = 1_000_000;
const root = join(import.meta.dirname, "../..");
/** Folder with one file for each crash that was found. */
const mutated = join(root, "test/fixtures/mutated");
const documents = join(process.env.LYDIAN_DATA ?? join(root, "../shared/data"), "documents");

function seedFiles(): readonly SeedFile[] {
  const folders = [join(root, "examples/handbook"), join(root, "test/fixtures"), documents].filter(existsSync);
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= mostSeedBytes && !path.endsWith(".gz"))
    .sort()
    .map((path) => ({ name: path, bytes: readFileSync(path) }));
}

/** Creates a function that mutates a file of a random kind, so that each kind gets its share. */
function createMutations(files: readonly SeedFile[]): (number: number) => SeedFile {
  const kinds = [...new Set(files.map(kindOf))];
  const byKind = kinds.map((kind) => files.filter((file) => kindOf(file) === kind));
  return (number) => {
    const random = randomFrom(seed * 1_000_003 + number);
    const choose = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error("There is no file to mutate.");
      return item;
    };
    const kind = choose(byKind);
    const file = choose(kind);
    const other = choose(random() < 0.7 ? kind : files);
    return { name: file.name, bytes: mutateBytes(file, other, random) };
  };
}

function kindOf({ name }: SeedFile): string {
  return extname(name).toLowerCase();
}

interface Outcome {
  readonly kind: string;
  /** `read`, the code of an expected error, or the message of an unexpected one. */
  readonly ended: string;
}

const borne = [
  "read",
  "load-failed",
  "encrypted-document",
  "unsupported-media-type",
  "container-limit",
  "loader-limit",
];

/** Loads a mutated file and returns the outcome. The message of an unexpected failure says so. */
async function loadOne(host: LoaderHost, { name, bytes }: SeedFile): Promise<string> {
  try {
    const loaded = await host.load({ bytes, uri: pathToFileURL(name).href }, never);
    return everySpanLiesWithin(loaded) ? "read" : "a span outside the text";
  } catch (error) {
    if (!(error instanceof LydianError)) return `thrown: ${String(error)}`;
    return /unexpected/.test(error.message) ? error.message : error.code;
  }
}

function everySpanLiesWithin({ text, elements, locations }: ReceivedDocument): boolean {
  return [...elements, ...locations].every(
    ({ span }) => span.start >= 0 && span.start <= span.end && span.end <= text.length,
  );
}

function keep(name: string, bytes: Uint8Array): void {
  if (keptIn === undefined) return;
  mkdirSync(keptIn, { recursive: true });
  writeFileSync(join(keptIn, name), bytes);
}

/** Counts the outcomes of each kind of file. */
function tally(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { kind, ended } of outcomes) {
    const key = `${kind.padEnd(6)} ${ended}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  return lines.map(([key, times]) => `${String(times).padStart(6)} ${key}`).join("\n");
}

function createHost(): LoaderHost {
  const entry = new URL("../../dist/compose/workers/load-process.js", import.meta.url);
  return createLoaderHost({ entry, timeoutMs, memoryBytes, processes: 2, identify: identifyLoader });
}

// LYDIAN_MUTATIONS=10000 LYDIAN_MUTATIONS_KEEP=/tmp/kept npx vitest run --project faults mutated
it(`ends ${count} mutated files in a receipt or a clear error, within time and memory`, async () => {
  const mutate = createMutations(seedFiles());
  const host = createHost();
  const outcomes: Outcome[] = [];
  const endOne = async (number: number) => {
    const file = mutate(number);
    const ended = await loadOne(host, file);
    outcomes.push({ kind: kindOf(file), ended });
    if (ended === "loader-limit" || !borne.includes(ended)) keep(`${number}${kindOf(file)}`, file.bytes);
  };
  try {
    for (let number = 0; number < count; number += 2) await Promise.all([endOne(number), endOne(number + 1)]);
  } finally {
    await host.close();
  }
  if (keptIn !== undefined) console.log(tally(outcomes));
  expect(outcomes.filter(({ ended }) => !borne.includes(ended))).toEqual([]);
}, 7_200_000);

it.each(readdirSync(mutated))("survives %s, which once crashed the process that read it", async (name) => {
  const host = createHost();
  try {
    const ended = await loadOne(host, { name, bytes: readFileSync(join(mutated, name)) });
    expect(borne).toContain(ended);
  } finally {
    await host.close();
  }
});
