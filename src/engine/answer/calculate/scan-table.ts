import { type Document, foldText, locateSpan } from "../../../core/index.ts";
import {
  createNumberFormatReader,
  type NumberFormatReader,
  readDate,
  readQuantity,
  type TableCell,
  type TableOutline,
} from "../../text/index.ts";
import { unitOfName, valueText, visitRows, type WrittenTable } from "../../verify/index.ts";
import { type Analyze, type QuestionWords, splitWords, type Word } from "./question-words.ts";

/** A column in the forms in which a question may mention it. */
export interface DescribedColumn {
  readonly number: number;
  readonly name: string;
  readonly words: readonly Word[];
  /** Facts about the numbers of the column; absent if it is not a column of numbers. */
  readonly numbers?: DescribedNumbers;
  readonly hasDates: boolean;
}

interface DescribedNumbers {
  /** Units of the cells, else the unit in the column's name. */
  readonly units: ReadonlySet<string>;
  /** Decimal mark that the numbers show beyond doubt. */
  readonly shownMark: "." | "," | undefined;
}

/** A value of a column that the question says. */
export interface Mention {
  /** Index of its first word in the question. */
  readonly at: number;
  readonly length: number;
  readonly column: DescribedColumn;
  /** The value as it is first written. */
  readonly text: string;
  /** True if the question has the same words, not only the same stems. */
  readonly isExact: boolean;
}

/** A table in the forms in which a question may mention it. */
export interface DescribedTable {
  readonly start: number;
  readonly columns: readonly DescribedColumn[];
  readonly mentions: readonly Mention[];
  /** Words of the title, the sheet and the headings, which may name the table in a question. */
  readonly context: readonly Word[];
}

/** The document of a table. */
export type TableDocument = Pick<Document, "title" | "uri" | "elements" | "locations" | "text">;

/** Minimum share of numbers or dates among the filled cells of a column of numbers or dates. */
const MIN_SHARE = 0.6;
/** Number of filled cells that decide whether a column has numbers or dates. */
const MAX_SAMPLE = 1_000;
const UNIT_IN_NAME = /[([][^)\]]{0,200}[)\]]/gu;

/** Returns the columns of a table by their names. */
export function describeNames(
  { names }: TableOutline,
  analyze: Analyze,
): readonly Pick<DescribedColumn, "number" | "name" | "words">[] {
  return names.map((name, number) => ({
    number,
    name,
    words: splitWords(name.replaceAll(UNIT_IN_NAME, " ").replaceAll("_", " "), analyze),
  }));
}

/** Returns the words of a table's title, sheet and headings. */
export function describeContext(document: TableDocument, start: number, analyze: Analyze): readonly Word[] {
  const location = locateSpan(document.locations, { start, end: start + 3 });
  const sheet = location !== undefined && "sheet" in location ? [location.sheet] : [];
  const names = [document.title, ...sheet, ...headingsAbove(document, start)];
  return names.flatMap((name) => splitWords(name, analyze));
}

/** Reads a whole table once: the kinds of its columns, and the values that the question says. */
export async function scanTable(
  table: WrittenTable,
  names: ReturnType<typeof describeNames>,
  question: QuestionWords,
  analyze: Analyze,
  signal: AbortSignal,
): Promise<Pick<DescribedTable, "columns" | "mentions">> {
  const samples = names.map(() => createSample());
  const finder = createMentionFinder(question, analyze);
  const found = names.map(() => new Map<string, FoundValue>());
  const visit = (cells: readonly TableCell[]) => {
    for (const { number } of names) {
      const value = valueText(cells[number]);
      if (value === "") continue;
      samples[number]?.add(value);
      const mention = finder(value);
      if (mention === undefined) continue;
      const key = foldText(value);
      const values = found[number];
      if (values !== undefined && !values.has(key)) values.set(key, { ...mention, text: value });
    }
  };
  await visitRows(table, visit, signal);
  const columns = names.map((name): DescribedColumn => {
    const sample = samples[name.number];
    const numbers = sample?.numbers(name.name);
    const hasDates = numbers === undefined && (sample?.hasDates() ?? false);
    return numbers === undefined ? { ...name, hasDates } : { ...name, hasDates, numbers };
  });
  const mentions = columns.flatMap((column) =>
    [...(found[column.number]?.values() ?? [])].map((value) => ({ ...value, column })),
  );
  return { columns, mentions };
}

type FoundValue = Omit<Mention, "column">;

interface ColumnSample {
  add(text: string): void;
  numbers(name: string): DescribedNumbers | undefined;
  hasDates(): boolean;
}

/** Creates a sample of a column's first filled cells. */
function createSample(): ColumnSample {
  const format: NumberFormatReader = createNumberFormatReader();
  const counts = { filled: 0, withPoint: 0, withComma: 0, dates: 0 };
  const units = new Set<string>();
  const isEnough = (count: number) => counts.filled > 0 && count >= MIN_SHARE * counts.filled;
  return {
    add(text) {
      if (counts.filled >= MAX_SAMPLE) return;
      counts.filled++;
      if (isDate(text)) {
        counts.dates++;
        return;
      }
      format.add(text);
      const withPoint = readQuantity(text, ".");
      const withComma = readQuantity(text, ",");
      if (withPoint !== undefined) counts.withPoint++;
      if (withComma !== undefined) counts.withComma++;
      const unit = withPoint?.unit ?? withComma?.unit ?? "";
      if (unit !== "") units.add(unit);
    },
    numbers(name) {
      const mark = format.shownMark();
      const count = mark === "," ? counts.withComma : Math.max(counts.withPoint, mark === "." ? 0 : counts.withComma);
      if (!isEnough(count)) return undefined;
      const named = unitOfName(name);
      return { units: units.size > 0 || named === undefined ? units : new Set([named]), shownMark: mark };
    },
    hasDates: () => isEnough(counts.dates),
  };
}

function isDate(text: string): boolean {
  return readDate(text, "day-first") !== undefined || readDate(text, "month-first") !== undefined;
}

/** Maximum number of words of a value; no question repeats a longer cell as a condition. */
const MAX_VALUE_WORDS = 8;
const MAX_VALUE_LENGTH = 200;
/** Number of values whose words are remembered, which bounds the memory of a scan. */
const MAX_REMEMBERED = 10_000;

type FindMention = (value: string) => Omit<FoundValue, "text"> | undefined;

/** Creates a function that finds a value among the unexplained words of a question. */
function createMentionFinder(question: QuestionWords, analyze: Analyze): FindMention {
  const free = question.words.filter((_, index) => !question.isExplained(index));
  const known = new Set(free.flatMap(({ text, stem }) => [text, stem]));
  const initials = new Set([...known].map((text) => text.charAt(0)));
  const remembered = new Map<string, ReturnType<FindMention>>();
  const find: FindMention = (value) => {
    const words = splitWords(value, analyze);
    if (words.length === 0 || words.length > MAX_VALUE_WORDS) return undefined;
    if (words.every(({ text }) => question.vocabulary.plain.has(text))) return undefined;
    const at = question.find(words);
    if (at === undefined) return undefined;
    const isExact = words.every(({ text }, offset) => question.words[at + offset]?.text === text);
    return { at, length: words.length, isExact };
  };
  return (value) => {
    if (value.length > MAX_VALUE_LENGTH || !mayBegin(value, known, initials)) return undefined;
    if (remembered.has(value)) return remembered.get(value);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const mention = find(value);
    remembered.set(value, mention);
    return mention;
  };
}

const PLAIN_CODE = /^[A-Za-z0-9]+(?:[.,'_/-][A-Za-z0-9]+)*/;

/**
 * Returns whether a value may begin with a word of the question. That is much cheaper than splitting the value into
 * words: a column of codes such as `ORD-1` has a new one in each row.
 *
 * @param known  the words and their stems
 */
function mayBegin(value: string, known: ReadonlySet<string>, initials: ReadonlySet<string>): boolean {
  const code = value.charCodeAt(0);
  const isPlain = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  if (!isPlain) return true;
  if (!initials.has(value.charAt(0).toLowerCase())) return false;
  const word = PLAIN_CODE.exec(value)?.[0] ?? "";
  const isCut = value.charCodeAt(word.length) > 127;
  // A word with a digit has no other forms.
  return isCut || !/\d/.test(word) || known.has(word.toLowerCase());
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
