import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const cities = ["Berlin", "Paris", "Oslo", "Rome"];

/** Writes lines to a file, a thousand at a time. */
function write(path: string, count: number, lineOf: (number: number) => string): void {
  const file = openSync(path, "w");
  for (let start = 0; start < count; start += 1_000)
    writeSync(file, Array.from({ length: Math.min(1_000, count - start) }, (_, at) => lineOf(start + at)).join(""));
  closeSync(file);
}

describe("a large file within the documented limits", () => {
  const folder = temporaryFolder();
  const run = (...args: readonly string[]) =>
    runLydian([...args, "--store", "store", "--json"], {
      cwd: folder.path,
      // The limit of time is for hostile files; a busy machine may take longer for an honest one.
      env: { LYDIAN_INGEST_TIMEOUT_SECONDS: "600" },
    });
  afterAll(() => folder.remove());

  it("is added with all rows of a table of 200,000, and a row near its end is found", async () => {
    const lineOf = (row: number) =>
      row === 0
        ? "order_id,customer,city,amount,date\n"
        : `ORD-${row},Customer ${row % 97},${cities[row % 4]},${row / 100},2024-01-01\n`;
    write(join(folder.path, "orders.csv"), 200_001, lineOf);
    const added = JSON.parse((await run("add", "orders.csv", "--no-embed")).stdout);
    expect(added.outcomes).toMatchObject([{ outcome: "added", receipt: { tables: 1 } }]);
    const found = JSON.parse((await run("search", "ORD-199998", "--mode", "lexical")).stdout);
    expect(found[0].text).toContain("| ORD-199998 | Customer 81 | Oslo | 1999.98 | 2024-01-01 |");
  });

  it("is added with all paragraphs of a text of 40 MB, and its last paragraph is found", async () => {
    const words = "says that the door seal of the autoclave is checked every morning before the first batch begins";
    write(join(folder.path, "notes.txt"), 360_000, (number) => `Note ${number} ${words}.\n\n`);
    const added = JSON.parse((await run("add", "notes.txt", "--no-embed")).stdout);
    expect(added.outcomes).toMatchObject([{ outcome: "added" }]);
    const found = JSON.parse((await run("search", "359999", "--mode", "lexical")).stdout);
    expect(found[0].text).toContain(`Note 359999 ${words}.`);
  });
});
