import { InvalidDataError } from "../../core/index.ts";
import { readLines } from "./read-lines.ts";

/** Document ids, best first, by query id; of a run that was read, as it has them. */
export type Run = ReadonlyMap<string, readonly string[]>;

interface ScoredDocument {
  readonly id: string;
  /** In single precision, in which trec_eval compares. */
  readonly score: number;
}

/** An id as it stands in a run, whose fields are told apart by white space: that of the id is written as `%20`. */
export function toRunId(id: string): string {
  return id.replace(/\s/g, encodeURIComponent);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a run in TREC's form: `query-id Q0 document-id rank score tag`, between white space; blank lines and those that
 * begin with `#` are none, and what stands behind the tag is ignored.
 *
 * The order is trec_eval's: by score in single precision, equal scores by document id, both descending; the rank that the
 * file gives is ignored.
 *
 * @throws {DataMissingError} if there is no such file
 * @throws {InvalidDataError} naming the line that is malformed or has a document a second time; or if there is no line
 */
export async function readRun(path: string, signal: AbortSignal): Promise<Run> {
  const found = new Map<string, Map<string, ScoredDocument>>();
  for await (const line of readLines(path, signal)) {
    if (line.text.trimStart().startsWith("#")) continue;
    const [queryId = "", , id = "", , score = "", tag] = line.text.trim().split(/\s+/);
    if (tag === undefined || !NUMBER.test(score))
      throw line.fail("is not `query-id Q0 document-id rank score tag` with a number for the score");
    const documents = found.get(queryId) ?? new Map<string, ScoredDocument>();
    if (documents.has(id)) throw line.fail(`has the document "${id}" a second time for the query "${queryId}"`);
    found.set(queryId, documents.set(id, { id, score: Math.fround(Number(score)) }));
  }
  if (found.size === 0) throw new InvalidDataError(`The run ${path} has no line.`);
  return new Map([...found].map(([queryId, documents]) => [queryId, rank([...documents.values()])]));
}

function rank(documents: ScoredDocument[]): readonly string[] {
  return documents.sort((a, b) => compareNumbers(b.score, a.score) || compareBytes(b.id, a.id)).map(({ id }) => id);
}

/** Two infinities have no difference. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As C's `strcmp` does, which trec_eval uses: not the order of UTF-16 code units. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
