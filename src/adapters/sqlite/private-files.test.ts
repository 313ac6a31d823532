import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everything, never } from "../../core/index.ts";
import { openSqliteState, openSqliteStore } from "./index.ts";

let root = "";
const store = () => join(root, "new", "store");

beforeEach(async ({ skip }) => {
  skip(process.platform === "win32", "files on Windows have no permission bits");
  root = await mkdtemp(join(tmpdir(), "lydian-private-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function openBoth(mode: "read" | "write") {
  const opened = await openSqliteStore({ directory: store(), waitMs: 0, mode, create: mode === "write" });
  const state = await openSqliteState({ directory: store(), waitMs: 0, mode });
  const close = async () => {
    await state.close();
    await opened.close();
  };
  return { state, close };
}

/** Returns the names of the store's folder that other users may use, and the folder itself as ".". */
async function openToOthers(): Promise<readonly string[]> {
  const names = [".", ...(await readdir(store())).sort()];
  const modes = await Promise.all(names.map(async (name) => (await stat(join(store(), name))).mode));
  return names.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0);
}

async function keepAnswer(state: Awaited<ReturnType<typeof openBoth>>["state"]): Promise<void> {
  const answer = {
    id: "a",
    caller: "k",
    collection: "default",
    question: "Why?",
    status: "grounded",
    savedAt: "2026",
  } as const;
  await state.keepAnswer({ ...answer, record: "{}", scope: everything }, never);
}

describe("the files of a store", () => {
  it("are open to the user alone from the start, with their logs and the new folders", async () => {
    const { state, close } = await openBoth("write");
    await keepAnswer(state);
    expect(await readdir(store())).toContain("state.db-wal");
    expect(await openToOthers()).toEqual([]);
    expect((await stat(join(root, "new"))).mode & 0o077).toBe(0);
    await close();
  });

  it.each(["read", "write"] as const)("are tightened when an older store is opened to %s", async (mode) => {
    await (await openBoth("write")).close();
    for (const name of ["store.db", "state.db"]) await chmod(join(store(), name), 0o644);
    await chmod(store(), 0o755);
    expect(await openToOthers()).toEqual([".", "state.db", "store.db"]);
    await (await openBoth(mode)).close();
    expect(await openToOthers()).toEqual([]);
  });

  it("leave a folder with other files, and files behind links, as they are", async () => {
    await (await openBoth("write")).close();
    await rename(join(store(), "state.db"), join(root, "elsewhere.db"));
    await chmod(join(root, "elsewhere.db"), 0o644);
    await symlink(join(root, "elsewhere.db"), join(store(), "state.db"));
    await chmod(store(), 0o755);
    await mkdir(join(store(), "site"));
    await writeFile(join(store(), "index.html"), "Hello.", { mode: 0o644 });
    await (await openBoth("write")).close();
    expect(await openToOthers()).toEqual([".", "index.html", "site", "state.db"]);
  });
});
