import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openSqliteStore } from "../src/adapters/sqlite/index.ts";
import { command, runLydian } from "./run-lydian.ts";

const examples = join(import.meta.dirname, "../examples/handbook");

/**
 * Builds the stores of the example handbook once in a run; `LYDIAN_TEST_HANDBOOK` names their folder. Vitest calls this
 * for each project, and all but the first find the stores there.
 */
export async function setup(): Promise<(() => void) | undefined> {
  if (process.env.LYDIAN_TEST_HANDBOOK !== undefined) return undefined;
  if (!existsSync(command)) throw new Error("There is no dist/: run `npm run build` first.");

  const folder = mkdtempSync(join(tmpdir(), "lydian-handbook-"));
  cpSync(examples, join(folder, "handbook"), { recursive: true });
  const { code, stderr } = await runLydian(["add", "handbook", "--store", "store"], { cwd: folder });
  if (code !== 0) throw new Error(`The handbook could not be added: ${stderr}`);
  await makeVectorStore(join(folder, "store"), join(folder, "vectors"));

  process.env.LYDIAN_TEST_HANDBOOK = folder;
  return () => {
    delete process.env.LYDIAN_TEST_HANDBOOK;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Makes a store without documents that knows the vectors of another one. */
async function makeVectorStore(from: string, target: string): Promise<void> {
  mkdirSync(target);
  const store = await openSqliteStore({ directory: target, waitMs: 0, mode: "write", create: true });
  await store.close();
  const database = new Database(join(target, "store.db"));
  database.prepare("ATTACH ? AS other").run(join(from, "store.db"));
  for (const table of ["spaces", "cached_vectors"])
    database.exec(`INSERT INTO main.${table} SELECT * FROM other.${table}`);
  database.close();
}
