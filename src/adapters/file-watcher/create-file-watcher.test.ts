import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fileWatcherContract } from "../../testing/index.ts";
import { createFileWatcher } from "./create-file-watcher.ts";

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-watch-"));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const emptyFilter = { ignores: () => false, isRules: () => false, refresh: () => undefined };

describe("the file watcher", () => {
  const open = () => ({ watcher: createFileWatcher(() => emptyFilter), newFolder });
  it.each(fileWatcherContract(open))("$name", ({ run }) => run());

  it("ignores changes of ignored files, and restarts when an ignore file changes", async () => {
    const folder = await newFolder();
    let ignored = "hidden";
    const watcher = createFileWatcher(() => ({
      ...emptyFilter,
      ignores: (path) => path.includes(ignored),
      isRules: (path) => path.endsWith("rules"),
    }));
    let calls = 0;
    const watching = await watcher.watch(`${pathToFileURL(folder).href}/`, {
      onChanges: () => void calls++,
      onProblem: () => undefined,
    });
    await writeFile(join(folder, "hidden.md"), "one");
    await rm(join(folder, "hidden.md"));
    ignored = "secret";
    await writeFile(join(folder, "rules"), "secret");
    await vi.waitUntil(() => calls > 0, { timeout: 20_000 });
    expect(calls).toBe(1);
    await vi.waitUntil(
      async () => {
        await writeFile(join(folder, "hidden.md"), `${calls}`);
        return calls > 1;
      },
      { timeout: 20_000 },
    );
    await watching.close();
  });

  it("does not report a file as deleted if its folder disappears right after it", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, "first.md"), "one");
    // The notice of the deleted file waits longer than the check that finds the folder missing.
    const watcher = createFileWatcher(() => emptyFilter, { noticeDelayMs: 800, checkIntervalMs: 20 });
    const gone: string[] = [];
    let isAway = false;
    const watching = await watcher.watch(`${pathToFileURL(folder).href}/`, {
      onChanges: (changes) => void gone.push(...changes.gone),
      onProblem: () => {
        isAway = true;
      },
    });
    await rm(join(folder, "first.md"));
    await sleep(400);
    await rename(folder, `${folder}-away`);
    await vi.waitUntil(() => isAway, { timeout: 20_000 });
    await sleep(800);
    expect(gone).toEqual([]);
    await watching.close();
    await rm(`${folder}-away`, { recursive: true });
  });
});
