import { type Document, defined, foldText, locateSpan } from "../../../core/index.ts";
import { type QuantityColumn, readQuantities, type TableCell, type TextTable } from "../../text/index.ts";
import { isNothing, selectRows } from "../../verify/index.ts";
import { type Analyze, splitWords, type Word } from "./question-words.ts";

/** A column in the forms in which a question may mention it. */
export interface DescribedColumn {
  readonly number: number;
  readonly name: string;
  readonly words: readonly Word[];
  /** Numbers of the column; absent if it is not a column of numbers. */
  readonly numbers?: QuantityColumn;
  /** Values by their folded text. */
  readonly values: ReadonlyMap<string, ColumnValue>;
}

interface ColumnValue {
  /** The value as it is first written. */
  readonly text: string;
  readonly words: readonly Word[];
  /** Number of rows with this value. */
  readonly rows: number;
}

/** A table in the forms in which a question may mention it. */
export interface DescribedTable {
  readonly start: number;
  readonly columns: readonly DescribedColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Words of the title, the sheet and the headings, which may name the table in a question. */
  readonly context: readonly Word[];
}

/** Minimum share of numbers among the filled cells of a column of numbers. */
const MIN_NUMBERS_SHARE = 0.6;
/** Maximum number of words of a value; no question repeats a longer cell as a condition. */
const MAX_VALUE_WORDS = 8;
const UNIT_IN_NAME = /[([][^)\]]*[)\]]/gu;

/**
 * Describes the columns and values of a table by the words that a question may use.
 *
 * @returns  undefined for a table without a header or with uncertain cells
 */
export function describeTable(
  table: TextTable,
  document: Pick<Document, "title" | "uri" | "elements" | "locations" | "text">,
  analyze: Analyze,
): DescribedTable | undefined {
  const rows = selectRows(table)?.rows ?? [];
  if (table.header.length === 0 || rows.length === 0) return undefined;
  const columns = table.names.map((name, number) => describeColumn({ name, number }, rows, analyze));
  const location = locateSpan(document.locations, { start: table.span.start, end: table.span.start + 3 });
  const sheet = location !== undefined && "sheet" in location ? [location.sheet] : [];
  const names = [document.title, ...sheet, ...headingsAbove(document, table.span.start)];
  return { start: table.span.start, columns, rows, context: names.flatMap((name) => splitWords(name, analyze)) };
}

function describeColumn(
  { name, number }: Pick<DescribedColumn, "name" | "number">,
  rows: DescribedTable["rows"],
  analyze: Analyze,
): DescribedColumn {
  const texts = rows.map((cells) => cells[number]?.text ?? "").map((text) => (isNothing(text) ? "" : text));
  const values = new Map<string, ColumnValue>();
  for (const text of texts) {
    const folded = foldText(text);
    const value = values.get(folded) ?? { text, words: splitWords(text, analyze), rows: 0 };
    if (folded !== "") values.set(folded, { ...value, rows: value.rows + 1 });
  }
  for (const [folded, { words }] of values) {
    if (words.length === 0 || words.length > MAX_VALUE_WORDS) values.delete(folded);
  }
  const numbers = readQuantities(texts);
  const filled = texts.filter((text) => text !== "").length;
  const count = numbers?.quantities.filter((quantity) => quantity !== undefined).length ?? 0;
  const hasNumbers = filled > 0 && count >= MIN_NUMBERS_SHARE * filled;
  const words = splitWords(name.replaceAll(UNIT_IN_NAME, " "), analyze);
  return { number, name, words, values, ...defined({ numbers: hasNumbers ? numbers : undefined }) };
}

/** Returns the headings above a position, from the outermost to the nearest. */
function headingsAbove({ elements, text }: Pick<Document, "elements" | "text">, start: number): readonly string[] {
  const path: { readonly level: number; readonly name: string }[] = [];
  for (const { kind, span, level = 1 } of elements) {
    if (span.start >= start) break;
    if (kind !== "heading") continue;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, name: text.slice(span.start, span.end) });
  }
  return path.map(({ name }) => name);
}
