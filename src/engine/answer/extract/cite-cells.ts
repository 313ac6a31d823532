import { findMax, type Span } from "../../../core/index.ts";
import { findNumbers, readRow, readTables, type TableCell } from "../../text/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";
import { currencySigns } from "./find-values.ts";
import { hasIdentifier, type QuestionProfile } from "./profile-question.ts";

/** A column of one row, with the cells of the header that name it. */
interface NamedCell {
  readonly cell: TableCell;
  readonly headers: readonly TableCell[];
  /** Number of the question's terms in the name of the column. */
  readonly termsInName: number;
  /** Number of the question's terms in the cell. */
  readonly termsInCell: number;
  /** Number of the question's codes in the cell. */
  readonly codes: number;
}

/**
 * Returns the cells that answer, for a row under its header: the names of the column that the question asks for, the
 * cells that identify the row, and the value.
 *
 * @returns  spans of the document, in that order; none if the question names no column, or not the row
 */
export function citeCells(
  candidate: Candidate,
  profile: QuestionProfile,
  analyze: (text: string) => readonly string[],
): readonly Span[] {
  const row = readNamedCells(candidate, profile, analyze);
  const coded = row.filter(({ codes }) => codes > 0);
  const keys = coded.length > 0 ? coded : row.filter(({ termsInCell }) => termsInCell > 0);
  const values = valuesOf(
    row.filter((cell) => !keys.includes(cell) && cell.cell.text !== ""),
    profile,
  );
  if (keys.length === 0 || values.length === 0) return [];
  const cells = [...values.flatMap(({ headers }) => headers), ...[...keys, ...values].map(({ cell }) => cell)];
  return cells.map(({ span }) => span);
}

/**
 * Returns the columns whose names share the most words with the question. For an amount of money without such a name,
 * returns the only column with amounts.
 */
function valuesOf(others: readonly NamedCell[], profile: QuestionProfile): readonly NamedCell[] {
  const maxTerms = Math.max(0, findMax(others.map(({ termsInName }) => termsInName)));
  if (maxTerms > 0) return others.filter(({ termsInName }) => termsInName === maxTerms);
  if (profile.expected !== "amount") return [];
  const amounts = others.filter(({ cell }) => findNumbers(cell.text).some(({ unit = "" }) => currencySigns.has(unit)));
  return amounts.length === 1 ? amounts : [];
}

function readNamedCells(
  candidate: Candidate,
  profile: QuestionProfile,
  analyze: (text: string) => readonly string[],
): readonly NamedCell[] {
  const { header, passage, span } = candidate;
  const element = passage.elements.find(({ kind, span: table }) => kind === "table" && holds(table, span));
  if (header === undefined || element?.header === undefined || element.headerText === undefined) return [];
  const shared = (text: string) => new Set(analyze(text).filter((term) => profile.terms.includes(term))).size;
  const names = readPart(element.headerText, element.header);
  const row = readLine(candidate, names.cells);
  // If only gaps separate the cells, a row with missing cells does not show which are missing.
  if (row.length !== names.width) return [];
  return row.map((cell, column) => ({
    cell,
    headers: names.columns[column] ?? [],
    termsInName: Math.max(0, findMax((names.columns[column] ?? []).map(({ text }) => shared(text)))),
    termsInCell: shared(cell.text),
    codes: profile.identifiers.filter((identifier) => hasIdentifier(cell.text, identifier)).length,
  }));
}

/** Returns the header's cells by column, with their places in the document. */
function readPart(headerText: string, header: Span) {
  const [table] = readTables(headerText, [
    { kind: "table", span: { start: 0, end: headerText.length }, header: { start: 0, end: headerText.length } },
  ]);
  const rows = table?.header ?? [];
  const width = table?.names.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[column];
      return cell === undefined || cell.text === "" ? [] : [shifted(cell, header.start)];
    }),
  );
  return { width, columns, cells: table?.cells ?? "bars" };
}

/** Reads the whole line of the candidate, whose span lacks the bars at its ends. */
function readLine({ passage, span }: Candidate, cells: "bars" | "gaps"): readonly TableCell[] {
  const from = passage.hit.span.start;
  const start = passage.text.lastIndexOf("\n", span.start - from - 1) + 1;
  const end = passage.text.indexOf("\n", span.end - from);
  const line = { start, end: end < 0 ? passage.text.length : end };
  return readRow(passage.text, line, cells).cells.map((cell) => shifted(cell, from));
}

function shifted(cell: TableCell, by: number): TableCell {
  return { ...cell, span: { start: cell.span.start + by, end: cell.span.end + by } };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
