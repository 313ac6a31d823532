import { type DataLine, readLines } from "./read-lines.ts";

/** Ids that judgements may name. */
export interface KnownIds {
  readonly documents: ReadonlySet<string>;
  readonly queries: ReadonlySet<string>;
}

/** Grades by document id, by query id. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads judgements in BEIR's format: a header line, then `query-id <tab> corpus-id <tab> score`.
 *
 * @param known  ids that the judgements may name; undefined allows all ids
 * @throws {DataMissingError} if there is no such file
 * @throws {InvalidDataError} naming a line that is malformed, repeats a judgement, or names an unknown id
 */
export async function readQrels(path: string, known: KnownIds | undefined, signal: AbortSignal): Promise<Judgements> {
  const grades = new Map<string, Map<string, number>>();
  for await (const line of readLines(path, signal)) {
    if (line.number === 1 && line.text.startsWith("query-id\t")) continue;
    const { queryId, documentId, grade } = parseJudgement(line, known);
    const judged = grades.get(queryId) ?? new Map<string, number>();
    if (judged.has(documentId)) throw line.fail(`judges "${documentId}" for the query "${queryId}" a second time`);
    grades.set(queryId, judged.set(documentId, grade));
  }
  return grades;
}

interface Judgement {
  readonly queryId: string;
  readonly documentId: string;
  readonly grade: number;
}

function parseJudgement(line: DataLine, known: KnownIds | undefined): Judgement {
  const [queryId = "", documentId = "", score = "", ...rest] = line.text.split("\t");
  if (!/^-?\d+$/.test(score) || rest.length > 0)
    throw line.fail("is not `query-id <tab> corpus-id <tab> whole number`");
  if (known?.queries.has(queryId) === false) throw line.fail(`names the query "${queryId}", which queries.jsonl lacks`);
  if (known?.documents.has(documentId) === false)
    throw line.fail(`names the document "${documentId}", which the corpus lacks`);
  return { queryId, documentId, grade: Number(score) };
}
