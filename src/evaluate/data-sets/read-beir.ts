import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { InvalidDataError, parseJson } from "../../core/index.ts";
import type { BeirDataSet, BeirDocument, BeirQuery } from "./beir.ts";
import { type DataLine, readLines } from "./read-lines.ts";
import { readQrels } from "./read-qrels.ts";

const id = z.string().min(1);
const documentRow = z.object({ _id: id, title: z.string().default(""), text: z.string() });
const queryRow = z.object({ _id: id, text: z.string().regex(/\S/, "is blank") });

/** Folders of a data set in BEIR's format. */
export interface BeirFolders {
  /** Folder of the queries and their judgements. */
  readonly folder: string;
  /** Folder of corpus.jsonl, default `folder`. */
  readonly corpus?: string;
}

/**
 * Reads a folder in BEIR's format: corpus.jsonl `{_id, title, text}`, queries.jsonl `{_id, text}`, and qrels.tsv with a
 * header line, then `query-id <tab> corpus-id <tab> score`. Other fields are ignored.
 *
 * @throws {DataMissingError} if a file does not exist
 * @throws {InvalidDataError} naming a line that is malformed, repeated, or refers to something that does not exist
 */
export async function readBeir({ folder, corpus = folder }: BeirFolders, signal: AbortSignal): Promise<BeirDataSet> {
  const corpusPath = join(corpus, "corpus.jsonl");
  const documents = await readDocuments(corpusPath, signal);
  const texts = await readTexts(join(folder, "queries.jsonl"), signal);
  const known = { documents: new Set(documents.map((document) => document.id)), queries: new Set(texts.keys()) };
  const grades = await readQrels(join(folder, "qrels.tsv"), known, signal);
  const queries = [...texts].flatMap(([queryId, text]): BeirQuery[] => {
    const judged = grades.get(queryId);
    return judged !== undefined && [...judged.values()].some((grade) => grade > 0)
      ? [{ id: queryId, text, grades: judged }]
      : [];
  });
  if (queries.length === 0) throw new InvalidDataError(`No query of ${folder} has a relevant document.`);
  return { name: basename(resolve(folder)), documents, corpusHash: await hashFile(corpusPath, signal), queries };
}

async function readDocuments(path: string, signal: AbortSignal): Promise<readonly BeirDocument[]> {
  const documents = new Map<string, BeirDocument>();
  for await (const line of readLines(path, signal)) {
    const { _id, title, text } = parseRow(documentRow, line);
    if (documents.has(_id)) throw line.fail(`has the id "${_id}" of an earlier line`);
    documents.set(_id, { id: _id, title, text });
  }
  return [...documents.values()];
}

async function readTexts(path: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const line of readLines(path, signal)) {
    const { _id, text } = parseRow(queryRow, line);
    if (texts.has(_id)) throw line.fail(`has the id "${_id}" of an earlier line`);
    texts.set(_id, text);
  }
  return texts;
}

function parseRow<T>(row: z.ZodType<T>, line: DataLine): T {
  const value = parseJson(line.text);
  if (value === undefined) throw line.fail("is not JSON");
  const parsed = row.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw line.fail(`has a wrong field "${issue?.path.join(".")}": ${issue?.message}`);
}

async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path, { signal })) hash.update(bytes);
  return hash.digest("hex");
}
