import { InvalidDataError } from "../../core/index.ts";
import { readLines } from "./read-lines.ts";

/** Document ids, best first, by query id. The ids of a run file are in the file's form. */
export type Run = ReadonlyMap<string, readonly string[]>;

interface ScoredDocument {
  readonly id: string;
  /** Score, rounded to single precision as trec_eval does before it compares scores. */
  readonly score: number;
}

/** Returns an id as a run file writes it: white space becomes `%20`, because it separates the fields of a line. */
export function toRunId(id: string): string {
  return id.replace(/\s/g, encodeURIComponent);
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a run in TREC's format: `query-id Q0 document-id rank score tag`, separated by white space. Blank lines, lines
 * that begin with `#`, and text after the tag are ignored.
 *
 * The order is trec_eval's: by score in single precision, equal scores by document id, both descending.
 * The rank in the file is ignored.
 *
 * @throws {DataMissingError} if there is no such file
 * @throws {InvalidDataError} naming a line that is malformed or repeats a document, or if there is no line
 */
export async function readRun(path: string, signal: AbortSignal): Promise<Run> {
  const run = new Map<string, Map<string, ScoredDocument>>();
  for await (const line of readLines(path, signal)) {
    if (line.text.trimStart().startsWith("#")) continue;
    const [queryId = "", , id = "", , score = "", tag] = line.text.trim().split(/\s+/);
    if (tag === undefined || !NUMBER.test(score))
      throw line.fail("is not `query-id Q0 document-id rank score tag` with a number for the score");
    const documents = run.get(queryId) ?? new Map<string, ScoredDocument>();
    if (documents.has(id)) throw line.fail(`has the document "${id}" a second time for the query "${queryId}"`);
    run.set(queryId, documents.set(id, { id, score: Math.fround(Number(score)) }));
  }
  if (run.size === 0) throw new InvalidDataError(`The run ${path} is empty.`);
  return new Map([...run].map(([queryId, documents]) => [queryId, rank([...documents.values()])]));
}

function rank(documents: ScoredDocument[]): readonly string[] {
  return documents.sort((a, b) => compareNumbers(b.score, a.score) || compareBytes(b.id, a.id)).map(({ id }) => id);
}

/** Compares numbers without subtraction, which gives NaN for two infinities. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares ids like C's `strcmp`, which trec_eval uses, and not by UTF-16 code units. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
