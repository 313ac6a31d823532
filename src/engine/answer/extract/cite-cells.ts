import type { Span } from "../../../core/index.ts";
import { findNumbers, readRow, readTables, type TableCell } from "../../text/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";
import { hasIdentifier, type QuestionProfile } from "./profile-question.ts";

/** A column of one row, with the cells of the header that name it. */
interface NamedCell {
  readonly cell: TableCell;
  readonly headers: readonly TableCell[];
  /** How many of the question's words stand in the name, and in the cell. */
  readonly asked: number;
  readonly told: number;
  /** How many of the question's codes the cell has. */
  readonly codes: number;
}

const currencies: ReadonlySet<string> = new Set(["€", "$", "£", "¥"]);

/**
 * The cells of a row that answer, for a row under its header: the names of the column that is asked for, the cells that
 * say which row it is, and the value.
 *
 * @returns  spans of the document, in that order; none where the question does not name a column, or the row
 */
export function citeCells(
  candidate: Candidate,
  profile: QuestionProfile,
  analyze: (text: string) => readonly string[],
): readonly Span[] {
  const row = readNamedCells(candidate, profile, analyze);
  const coded = row.filter(({ codes }) => codes > 0);
  const keys = coded.length > 0 ? coded : row.filter(({ told }) => told > 0);
  const values = askedOf(
    row.filter((one) => !keys.includes(one) && one.cell.text !== ""),
    profile,
  );
  if (keys.length === 0 || values.length === 0) return [];
  const cells = [...values.flatMap(({ headers }) => headers), ...[...keys, ...values].map(({ cell }) => cell)];
  return cells.map(({ span }) => span);
}

/** The columns whose names share the most words with the question; for an amount of money else the only one with any. */
function askedOf(others: readonly NamedCell[], profile: QuestionProfile): readonly NamedCell[] {
  const most = Math.max(0, ...others.map(({ asked }) => asked));
  if (most > 0) return others.filter(({ asked }) => asked === most);
  if (profile.expected !== "amount") return [];
  const amounts = others.filter(({ cell }) => findNumbers(cell.text).some(({ unit = "" }) => currencies.has(unit)));
  return amounts.length === 1 ? amounts : [];
}

function readNamedCells(
  candidate: Candidate,
  profile: QuestionProfile,
  analyze: (text: string) => readonly string[],
): readonly NamedCell[] {
  const { header, passage, span } = candidate;
  const element = passage.elements.find((one) => one.kind === "table" && holds(one.span, span));
  if (header === undefined || element?.header === undefined || element.headerText === undefined) return [];
  const shared = (text: string) => new Set(analyze(text).filter((term) => profile.terms.includes(term))).size;
  const names = readPart(element.headerText, element.header);
  const row = readLine(candidate, names.cells);
  // Where only gaps keep cells apart, a row that lacks some can not say which.
  if (row.length !== names.width) return [];
  return row.map((cell, column) => ({
    cell,
    headers: names.columns[column] ?? [],
    asked: Math.max(0, ...(names.columns[column] ?? []).map(({ text }) => shared(text))),
    told: shared(cell.text),
    codes: profile.identifiers.filter((identifier) => hasIdentifier(cell.text, identifier)).length,
  }));
}

/** The header's cells by column, at their places in the document. */
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

/** The whole line of the candidate, whose own span has no bars at its ends. */
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
