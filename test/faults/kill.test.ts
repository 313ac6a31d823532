import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { checkFile, readAll, searchAll, searchRebuilt } from "./check-store.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const rounds = repeats({ short: 2, long: 12, variable: "LYDIAN_FAULT_ROUNDS" });
const questions = ["ward", "dose fever", "nurse of the clinic", "sentence", "step consent hours", "d7"].map((text) => ({
  text,
}));
const newFolder = useTemporaryFolders();

/** Hashes of the documents' texts by document id. */
type Contents = ReadonlyMap<string, string>;

/** Applies lines such as `did add d3 HASH` and `did remove d3`. */
function apply(contents: Contents, lines: readonly string[]): Contents {
  const next = new Map(contents);
  for (const line of lines) {
    const [, change, id = "", hash = ""] = line.split(" ");
    if (change === "add") next.set(id, hash);
    else next.delete(id);
  }
  return next;
}

it(
  `keeps every committed document, and never half of one, through ${rounds} kills`,
  async () => {
    const directory = newFolder();
    const random = randomFrom(4711);
    let contents: Contents = new Map();
    for (let round = 0; round < rounds; round += 1) {
      const place = round % 2 === 0 ? "here" : "thread";
      const child = startChild("add-documents.mjs", [directory, String(round * 1_000), place, "1000"]);
      await child.lineNumber(1 + Math.floor(random() * 24));
      // The kill interrupts one of the next changes, since a commit takes a few milliseconds.
      await setTimeout(random() * 25);
      child.process.kill("SIGKILL");
      expect((await child.ended).exit).toBe("SIGKILL");

      const done = apply(
        contents,
        child.lines.filter((line) => line.startsWith("did ")),
      );
      const last = child.lines.at(-1) ?? "";
      const orBeyond = last.startsWith("will ") ? apply(done, [last]) : done;
      checkFile(directory);
      const store = await openSqliteStore({ directory, waitMs: 0, mode: "write" });
      const documents = await readAll(store);
      contents = new Map(documents.map(({ document }) => [document.id, document.contentHash]));
      expect([sorted(done), sorted(orBeyond)]).toContainEqual(sorted(contents));
      if (documents.length > 0)
        expect(await searchAll(store, questions)).toEqual(await searchRebuilt(newFolder(), documents, questions));
      await store.close();
    }
    expect(contents.size).toBeGreaterThan(0);
  },
  rounds * 30_000 + 60_000,
);

const sorted = (contents: Contents) => [...contents].sort(([a], [b]) => (a < b ? -1 : 1));
