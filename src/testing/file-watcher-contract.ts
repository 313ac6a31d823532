import { deepEqual, equal } from "node:assert/strict";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { FileWatcher } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

export interface FileWatcherUnderTest {
  readonly watcher: FileWatcher;
  /** Creates an empty folder for one case and returns its path. */
  newFolder(): Promise<string>;
}

const WAIT_MS = 20_000;
const STEP_MS = 20;

/** Cases that every `FileWatcher` must pass; see the port. */
export function fileWatcherContract(open: () => FileWatcherUnderTest): readonly ContractCase[] {
  const cases: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
    "reports a new file, even in a subfolder, and a changed file": async ({ folder, seen, until }) => {
      await mkdir(join(folder, "a/b"), { recursive: true });
      await until(() => seen.news > 0);
      await settle(seen);
      await writeFile(join(folder, "a/b/new.md"), "one");
      await until(() => seen.news > 0);
      await settle(seen);
      await writeFile(join(folder, "first.md"), "another text");
      await until(() => seen.news > 0);
    },
    "reports a deleted file by its URI": async ({ folder, seen, until }) => {
      await rm(join(folder, "first.md"));
      await until(() => seen.gone.has(pathToFileURL(join(folder, "first.md")).href));
    },
    "reports no file as deleted while the folder is missing, and reports changes when it is back": async (scene) => {
      const { folder, seen, until } = scene;
      await rename(folder, `${folder}-away`);
      await until(() => seen.problems.length > 0);
      deepEqual([...seen.gone], []);
      await rename(`${folder}-away`, folder);
      await until(() => seen.news > 0);
      await settle(seen);
      await writeFile(join(folder, "later.md"), "one");
      await until(() => seen.news > 0);
      deepEqual([...seen.gone], []);
    },
    "watches the new folder after a folder was removed and created again": async ({ folder, seen, until }) => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await until(() => seen.news > 0);
      await settle(seen);
      await writeFile(join(folder, "later.md"), "one");
      await until(() => seen.news > 0);
    },
    "joins many changes into few notices": async ({ folder, seen, until }) => {
      for (let number = 0; number < 500; number++) await writeFile(join(folder, `${number}.md`), "one");
      await until(() => seen.news > 0);
      await settle(seen);
      equal(seen.calls < 250, true);
    },
    "reports nothing after it was closed": async ({ folder, seen, close }) => {
      await close();
      await writeFile(join(folder, "new.md"), "one");
      await settle(seen);
      equal(seen.news, 0);
    },
  };
  return Object.entries(cases).map(([name, run]) => ({ name, run: () => runCase(open(), run) }));
}

interface Seen {
  readonly gone: Set<string>;
  readonly problems: string[];
  news: number;
  calls: number;
}

interface Scene {
  readonly folder: string;
  readonly seen: Seen;
  until(isDone: () => boolean): Promise<void>;
  close(): Promise<void>;
}

async function runCase({ watcher, newFolder }: FileWatcherUnderTest, run: (scene: Scene) => Promise<void>) {
  const folder = await newFolder();
  await writeFile(join(folder, "first.md"), "one");
  const seen: Seen = { gone: new Set(), problems: [], news: 0, calls: 0 };
  const watching = await watcher.watch(`${pathToFileURL(folder).href}/`, {
    onChanges({ gone, hasNews }) {
      seen.calls++;
      if (hasNews) seen.news++;
      for (const uri of gone) seen.gone.add(uri);
    },
    onProblem: ({ code }) => seen.problems.push(code),
  });
  try {
    await run({ folder, seen, until, close: () => watching.close() });
  } finally {
    await watching.close();
  }
}

async function until(isDone: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isDone(); waitedMs += STEP_MS) {
    if (waitedMs > WAIT_MS) throw new Error("The watcher did not report the change in time.");
    await sleep(STEP_MS);
  }
}

/** Waits until no more changes are reported, and clears the reports. */
async function settle(seen: Seen): Promise<void> {
  for (let before = -1; before !== seen.calls; ) {
    before = seen.calls;
    await sleep(20 * STEP_MS);
  }
  seen.news = 0;
}
