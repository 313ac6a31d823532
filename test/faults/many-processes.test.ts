import { expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { never, StoreBusyError } from "../../src/core/index.ts";
import { repeats } from "./repeats.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const newFolder = useTemporaryFolders();

const documents = repeats({ short: 12, long: 80, variable: "LYDIAN_FAULT_DOCUMENTS" });

it(`lets three processes search whole states while a fourth adds ${documents} documents`, async () => {
  const directory = newFolder();
  const writer = startChild("add-documents.mjs", [directory, "0", "thread", String(documents), "only-add"]);
  await writer.lineNumber(2);
  const readers = [1, 2, 3].map(() => startChild("search-again.mjs", [directory, `d${documents - 1}`]));
  const outcomes = await Promise.all([writer, ...readers].map(({ ended }) => ended));
  expect(outcomes.map(({ exit, stderr }) => [exit, stderr])).toEqual(outcomes.map(() => [0, ""]));
  for (const { lines } of readers) expect(lines.at(-1)).toMatch(/^fine after \d+ searches$/);
});

it("lets a second writer wait and then report a busy store, while reading continues", async () => {
  const directory = newFolder();
  const holder = startChild("hold-lock.mjs", [directory]);
  await holder.line("locked");
  const store = await openSqliteStore({ directory, waitMs: 40, mode: "write" });
  const error = await store.transact(async () => 1, never).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreBusyError);
  expect(error).toMatchObject({ code: "store-busy", hint: expect.stringMatching(/--wait/) });
  expect(await store.collections(never)).toEqual([]);
  await store.close();

  const patient = await openSqliteStore({ directory, waitMs: 60_000, mode: "write" });
  const waiting = patient.transact(async (transaction) => transaction.advanceGeneration("held"), never);
  holder.process.stdin?.end();
  expect(await waiting).toBe(1);
  expect((await holder.ended).exit).toBe(0);
  await patient.close();
});
