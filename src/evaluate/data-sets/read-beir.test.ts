import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { readBeir } from "./read-beir.ts";

const signal = never;
let folder: string;

const corpus = '{"_id": "d1", "title": "One", "text": "First."}\n\n{"_id": "d2", "text": "Second.", "more": 1}\n';
const queries =
  '{"_id": "q1", "text": "first?"}\r\n{"_id": "q2", "text": "none?"}\r\n{"_id": "q3", "text": "both?"}\r\n';
const qrels = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td1\t0\nq3\td1\t1\nq3\td2\t2\n";

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beir-"));
  await write({ "corpus.jsonl": corpus, "queries.jsonl": queries, "qrels.tsv": qrels });
});
afterEach(() => rm(folder, { recursive: true }));

describe("readBeir", () => {
  it("reads documents, and queries with a relevant document", async () => {
    const dataSet = await readBeir({ folder }, signal);
    expect(dataSet.name).toBe(basename(folder));
    expect(dataSet.documents).toEqual([
      { id: "d1", title: "One", text: "First." },
      { id: "d2", title: "", text: "Second." },
    ]);
    expect(dataSet.queries.map(({ id }) => id)).toEqual(["q1", "q3"]);
    expect([...(dataSet.queries[1]?.grades ?? [])]).toEqual([
      ["d1", 1],
      ["d2", 2],
    ]);
    expect(dataSet.corpusHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("reads the corpus from another folder", async () => {
    const other = await mkdtemp(join(tmpdir(), "beir-corpus-"));
    try {
      await writeFile(join(other, "corpus.jsonl"), corpus);
      await rm(join(folder, "corpus.jsonl"));
      expect((await readBeir({ folder, corpus: other }, signal)).documents).toHaveLength(2);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it("names the missing file", async () => {
    await rm(join(folder, "qrels.tsv"));
    await expect(readBeir({ folder }, signal)).rejects.toMatchObject({
      code: "data-missing",
      message: expect.stringContaining("qrels.tsv"),
    });
  });

  it.each([
    ["corpus.jsonl", `${corpus}{"_id": "d3"}`, 'Line 4 of corpus.jsonl has a wrong field "text"'],
    ["corpus.jsonl", `${corpus}{"_id": "d1", "text": ""}`, 'Line 4 of corpus.jsonl has the id "d1" of an earlier line'],
    ["corpus.jsonl", "{\n", "Line 1 of corpus.jsonl is not JSON"],
    ["queries.jsonl", '{"_id": "q1", "text": " "}', 'Line 1 of queries.jsonl has a wrong field "text"'],
    ["queries.jsonl", '{"_id": 1, "text": "a"}', 'Line 1 of queries.jsonl has a wrong field "_id"'],
    ["qrels.tsv", `${qrels}q1\td2\n`, "Line 6 of qrels.tsv is not"],
    ["qrels.tsv", `${qrels}q1\td2\tyes\n`, "Line 6 of qrels.tsv is not"],
    ["qrels.tsv", `${qrels}q9\td2\t1\n`, 'Line 6 of qrels.tsv names the query "q9"'],
    ["qrels.tsv", `${qrels}q1\td9\t1\n`, 'Line 6 of qrels.tsv names the document "d9"'],
    ["qrels.tsv", `${qrels}q1\td1\t1\n`, 'Line 6 of qrels.tsv judges "d1"'],
    ["qrels.tsv", "query-id\tcorpus-id\tscore\n", "No query of"],
  ])("names the wrong line of %s", async (name, text, message) => {
    await write({ [name]: text });
    await expect(readBeir({ folder }, signal)).rejects.toMatchObject({
      code: "invalid-data",
      message: expect.stringContaining(message),
    });
  });

  it("stops when aborted", async () => {
    await expect(readBeir({ folder }, AbortSignal.abort())).rejects.toThrow();
  });
});
