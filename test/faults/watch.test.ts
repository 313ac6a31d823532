import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type Lydian, openLydian } from "lydian";
import { afterEach, expect, it, vi } from "vitest";
import { cleanEnvironment, command } from "../run-lydian.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const newFolder = useTemporaryFolders();
const deadline = { timeout: 120_000, interval: 100 };
const burst = repeats({ short: 200, long: 1_000, variable: "LYDIAN_BURST" });
const storm = repeats({ short: 60, long: 300, variable: "LYDIAN_STORM" });
const ended: (() => void)[] = [];

afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** Starts `lydian watch` in a separate process, and collects its events. */
function startWatch(folders: readonly string[], store: string) {
  const args = [command, "watch", ...folders, "--store", store, "--no-embed", "--json"];
  const child = spawn(process.execPath, args, { env: cleanEnvironment(dirname(store)) });
  const events: { readonly type: string; readonly [name: string]: unknown }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => events.push(JSON.parse(line)));
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const exit = once(child, "exit");
  ended.push(() => child.kill("SIGKILL"));
  const told = (type: string) => vi.waitUntil(() => events.find((event) => event.type === type), deadline);
  return { child, events, told, exit, stderr: () => stderr };
}

/** Returns everything in a store that can become part of an answer. */
async function contentsOf(lydian: Lydian) {
  const contents: unknown[] = [];
  for (const { uri } of await lydian.list()) {
    const document = await lydian.read(uri);
    contents.push([uri, document?.contentHash, document?.text, document?.receipt.chunks]);
  }
  const { hits } = await lydian.search("word", { mode: "lexical", limit: 1_000 });
  return { contents, hits: hits.map(({ uri, text }) => `${uri} ${text}`).sort() };
}

async function expectEqualToFreshAdd(store: string, docs: string): Promise<void> {
  const fresh = await openLydian({ store: join(newFolder(), "store") });
  if (filesBelow(docs).length > 0) await fresh.add(docs, { embed: false });
  const expected = await contentsOf(fresh);
  await fresh.close();
  const watched = await openLydian({ store });
  await vi.waitFor(async () => expect(await contentsOf(watched)).toEqual(expected), deadline);
  await watched.close();
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Changes a folder in one of the ways in which people and programs do. */
function change(docs: string, random: () => number, step: number): void {
  const files = filesBelow(docs);
  const pick = () => files[Math.floor(random() * files.length)];
  const place = () =>
    join(docs, ["", "a", "a/b", "c"][Math.floor(random() * 4)] ?? "", `f${Math.floor(random() * 40)}.md`);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const [kind, path, to] = [random(), pick(), place()];
  if (kind < 0.45 || path === undefined) write(to, `# Word ${step}\n\nThe word of step ${step}.\n`);
  else if (kind < 0.6) write(path, `# Word ${step}\n\nAnother word of step ${step}.\n`);
  else if (kind < 0.75) {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(path, to);
  } else if (kind < 0.93) rmSync(path);
  else if (kind < 0.95) rmSync(join(docs, "a"), { recursive: true, force: true });
  else if (kind < 0.97) {
    // Many editors save like this: a temporary file replaces the old one.
    write(`${path}.tmp`, `# Word ${step}\n\nAn edited word of step ${step}.\n`);
    renameSync(`${path}.tmp`, path);
  } else write(join(docs, "~$lock.md"), "an editor's own");
}

it(`a watched folder equals a fresh add after ${storm} rapid changes, also when killed during them`, async () => {
  const folder = newFolder();
  const [docs, store] = [join(folder, "docs"), join(folder, "store")];
  mkdirSync(docs);
  writeFileSync(join(docs, "first.md"), "# First word\n\nThere.\n");
  const random = randomFrom(2026);
  const pause = () => new Promise((resolve) => setTimeout(resolve, random() * 20));
  const first = startWatch([docs], store);
  await first.told("watch-started");
  for (let step = 0; step < storm; step += 1) {
    change(docs, random, step);
    if (random() < 0.3) await pause();
  }
  await expectEqualToFreshAdd(store, docs);

  const killAt = Math.floor(storm * 1.25);
  for (let step = storm; step < storm * 1.3; step += 1) {
    change(docs, random, step);
    if (step === killAt) first.child.kill("SIGKILL");
    if (random() < 0.3) await pause();
  }
  const second = startWatch([docs], store);
  await second.told("watch-started");
  for (let step = storm * 2; step < storm * 2.2; step += 1) change(docs, random, step);
  await expectEqualToFreshAdd(store, docs);
  second.child.kill("SIGTERM");
  expect(await second.exit).toEqual([0, null]);
});

it(`a watched folder removes a deleted document from the answers of every process, and adds a burst of ${burst} files in few rounds`, async () => {
  const folder = newFolder();
  const [docs, store] = [join(folder, "docs"), join(folder, "store")];
  mkdirSync(docs);
  writeFileSync(join(docs, "secret.md"), "# Secret\n\nThe combination is 4711.\n");
  const watch = startWatch([docs], store);
  await watch.told("source-synced");
  const reader = await openLydian({ store });
  const answers = async () => (await reader.search("combination", { mode: "lexical" })).hits.length;
  expect(await answers()).toBe(1);
  const rounds = () => watch.events.filter(({ type }) => type === "source-synced").length;
  const before = rounds();
  for (let number = 0; number < burst; number += 1)
    writeFileSync(join(docs, `${number}.md`), `# Word ${number}\n\nOne of many.\n`);
  // The deletion happens while the burst is being read.
  await vi.waitUntil(
    () => watch.events.some(({ type, files }) => type === "ingest-started" && Number(files) > 9),
    deadline,
  );
  rmSync(join(docs, "secret.md"));
  await vi.waitUntil(async () => (await answers()) === 0, { timeout: 60_000, interval: 20 });
  await vi.waitUntil(async () => (await reader.list()).length === burst, { ...deadline, timeout: 500_000 });
  expect(rounds() - before).toBeLessThan(20);
  await reader.close();
  watch.child.kill("SIGINT");
  expect(await watch.exit).toEqual([0, null]);
});

it("a watched folder is synced again after it is removed and created anew, and after its ignore rules change", async () => {
  const folder = newFolder();
  const [docs, store] = [join(folder, "docs"), join(folder, "store")];
  mkdirSync(docs);
  writeFileSync(join(docs, "one.md"), "# One word\n\nHere.\n");
  const watch = startWatch([docs], store);
  await watch.told("source-synced");
  renameSync(docs, join(folder, "away"));
  await watch.told("watch-failed");
  const reader = await openLydian({ store });
  expect((await reader.list()).length).toBe(1);
  mkdirSync(docs);
  writeFileSync(join(docs, "two.md"), "# Two words\n\nHere.\n");
  await expectEqualToFreshAdd(store, docs);
  writeFileSync(join(docs, "three.md"), "# Three words\n\nHere.\n");
  await expectEqualToFreshAdd(store, docs);
  writeFileSync(join(docs, ".lydianignore"), "three.md\n");
  await vi.waitUntil(async () => (await reader.list()).length === 1, deadline);
  await reader.close();
});
