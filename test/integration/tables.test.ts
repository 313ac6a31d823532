import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTables } from "../../src/engine/text/index.ts";
import { readAnnotatedTables } from "../fixtures/annotated-tables.ts";
import { buildTableFile } from "../fixtures/build-table-file.ts";
import { temporaryFolder } from "../run-lydian.ts";

const annotated = readAnnotatedTables();
const MIN_RIGHT = 1;

describe("ten annotated tables", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  const idOf = new Map<string, string>();

  beforeAll(async () => {
    for (const table of annotated) writeFileSync(join(folder.path, table.file), await buildTableFile(table));
    lydian = await openLydian({ store: join(folder.path, "store") });
    await lydian.add(join(folder.path, "*.*"));
    for (const { id, uri } of await lydian.list()) idOf.set(uri.slice(uri.lastIndexOf("/") + 1), id);
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  async function readCells(file: string): Promise<readonly (readonly string[])[]> {
    const document = await lydian.read(idOf.get(file) ?? file);
    const [table, another] = document === undefined ? [] : readTables(document.text, document.elements);
    if (document === undefined || table === undefined || another !== undefined)
      throw new Error(`${file} has not one table.`);
    const rows = [...table.header, ...table.rows].map(({ cells }) => cells);
    for (const { span } of rows.flat()) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(document.text.length);
    }
    return rows.map((cells) => cells.map(({ text }) => text));
  }

  it.each(annotated.map((table) => [table.file, table] as const))("reads %s cell by cell", async (file, { rows }) => {
    const read = await readCells(file);
    const wanted = rows.flatMap((cells, row) =>
      cells.map((cell, column) => ({ cell, found: read[row]?.[column] ?? "" })),
    );
    const right = wanted.filter(({ cell, found }) => cell === found).length;
    expect(read).toHaveLength(rows.length);
    expect(right / wanted.length, JSON.stringify(read)).toBeGreaterThanOrEqual(MIN_RIGHT);
  });

  it("computes nothing if the question could mean two tables", async () => {
    const answer = await lydian.ask("How many rooms are there?");
    expect(answer.status === "grounded" ? answer.answeredBy : answer.status).not.toBe("calculation");
  });

  const questions = annotated.flatMap(({ file, questions: own }) =>
    own.map((asked) => [asked.question, { file, ...asked }] as const),
  );

  it.each(questions)("answers %j and cites the cells", async (question, { file, text, cites }) => {
    const answer = await lydian.ask(question);
    if (answer.status !== "grounded") throw new Error(`The answer is ${answer.status}: ${answer.reason}`);
    expect(answer.text).toBe(text);
    expect(new Set(answer.citations.map(({ documentId }) => documentId))).toEqual(new Set([idOf.get(file)]));
    const quotes = citedCells(answer);
    for (const quote of cites) expect(quotes).toContain(quote);
    const document = await lydian.read(idOf.get(file) ?? file);
    for (const { span, quote } of answer.citations) expect(document?.text.slice(span.start, span.end)).toBe(quote);
  });
});

function citedCells({ claims, citations }: Extract<Answer, { status: "grounded" }>): readonly string[] {
  return claims.flatMap((claim) => claim.citations.map((index) => citations[index]?.quote ?? ""));
}
