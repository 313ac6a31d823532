import { openLydian } from "lydian";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { everything, never } from "../../src/core/index.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const query = { collection: "default", scope: everything };
const newFolder = useTemporaryFolders();
const documents = Array.from({ length: 60 }, (_, number) => ({
  uri: `memo:${number}`,
  content: `Memo ${number} says that room ${number} is closed until May. Its nurse now has the number ${number + 500}.`,
}));

/** Returns the number of chunks of each document, and checks them against its receipt and its text. */
async function countChunks(directory: string): Promise<readonly number[]> {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
  const counts: number[] = [];
  for (const { id, receipt } of await store.listDocuments(query, never)) {
    const document = await store.readDocument({ ...query, document: id }, never);
    const chunks = await store.chunksOfDocument({ ...query, document: id }, never);
    expect(chunks).toHaveLength(receipt.chunks);
    expect(chunks.map(({ text }) => text).join(" ")).toBe(document?.text);
    counts.push(chunks.length);
  }
  await store.close();
  return counts;
}

it("leaves each document with its old or its new chunks when rechunking is killed, and continues from there", async () => {
  const directory = newFolder();
  const before = await openLydian({ store: directory });
  await before.add(documents, { embed: false });
  await before.close();
  expect(new Set(await countChunks(directory))).toEqual(new Set([1]));
  const child = startChild("cut-again.mjs", [directory, "16"]);
  await child.line("did 16 of 60");
  child.process.kill("SIGKILL");
  await child.ended;
  const cut = (await countChunks(directory)).filter((count) => count === 2).length;
  expect(cut).toBeGreaterThanOrEqual(16);
  expect(cut).toBeLessThan(60);
  const again = startChild("cut-again.mjs", [directory, "16"]);
  expect((await again.ended).exit).toBe(0);
  expect(again.lines.at(-1)).toBe(`end ${60 - cut}`);
  expect(new Set(await countChunks(directory))).toEqual(new Set([2]));
  const lydian = await openLydian({ store: directory, settings: { chunking: { maxTokens: 16 } } });
  expect((await lydian.status()).collections).toMatchObject([{ documentsToRechunk: 0, chunksWithoutVectors: 0 }]);
  const { hits } = await lydian.search("number 507", { mode: "lexical", limit: 1 });
  expect(hits[0]?.text).toContain("Its nurse now has the number 507.");
  await lydian.close();
});
