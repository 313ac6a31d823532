import { type Document, foldText, locateSpan } from "../../../core/index.ts";
import { type QuantityColumn, readQuantities, type TableCell, type TextTable } from "../../text/index.ts";
import { isNothing, selectRows } from "../../verify/index.ts";
import { type Analyze, splitWords, type Word } from "./question-words.ts";

/** A column of a table as a question may speak of it. */
export interface DescribedColumn {
  readonly number: number;
  readonly name: string;
  readonly words: readonly Word[];
  /** Present for a column of numbers. */
  readonly numbers?: QuantityColumn;
  /** By folded text: a value as it is first written, with its words, and how many rows have it. */
  readonly values: ReadonlyMap<
    string,
    { readonly text: string; readonly words: readonly Word[]; readonly rows: number }
  >;
}

export interface DescribedTable {
  readonly start: number;
  readonly columns: readonly DescribedColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Of its title, sheet and headings: words that may name it in a question. */
  readonly context: readonly Word[];
}

/** A column of which so many cells that hold something are numbers is one of numbers. */
const LEAST_NUMBERS = 0.6;
/** Longer cells are prose, which no question repeats as a condition. */
const MOST_VALUE_WORDS = 8;
const UNIT_IN_NAME = /[([][^)\]]*[)\]]/gu;

/** @returns  undefined for a table without a header, or whose cells are not sure */
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
  const values = new Map<string, { text: string; words: readonly Word[]; rows: number }>();
  for (const text of texts) {
    const folded = foldText(text);
    const known = values.get(folded);
    if (known !== undefined) known.rows++;
    else if (folded !== "") values.set(folded, { text, words: splitWords(text, analyze), rows: 1 });
  }
  for (const [folded, { words }] of values) {
    if (words.length === 0 || words.length > MOST_VALUE_WORDS) values.delete(folded);
  }
  const numbers = readQuantities(texts);
  const filled = texts.filter((text) => text !== "").length;
  const count = numbers?.quantities.filter((quantity) => quantity !== undefined).length ?? 0;
  const isOfNumbers = filled > 0 && count >= LEAST_NUMBERS * filled;
  const words = splitWords(name.replaceAll(UNIT_IN_NAME, " "), analyze);
  return { number, name, words, values, ...(numbers !== undefined && isOfNumbers ? { numbers } : {}) };
}

/** From the outermost to the nearest. */
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
