import { type CitedSentence, type CitedSentenceReader, MARK, numbersOf } from "./read-cited-sentences.ts";

const ROW = /^\s*\|/u;
const ALL_MARKS = new RegExp(String.raw`(?<!\s)\s*${MARK}`, "giu");

/**
 * Reads the rows of Markdown tables, with marks such as `[1]` after a row or in its cells. The first row of a table is
 * its header. Other lines go to the reader of sentences.
 */
export function readCitedRows(sentences: CitedSentenceReader): CitedSentenceReader {
  let pending = "";
  let names: readonly string[] | undefined;
  const takeLine = (line: string, isComplete: boolean): readonly CitedSentence[] => {
    if (!ROW.test(line)) {
      if (line.trim() !== "") names = undefined;
      return sentences.push(isComplete ? `${line}\n` : line);
    }
    const cells = cellsOf(line);
    if (names !== undefined) return rowsOf(line, names, cells);
    names = cells;
    return [];
  };
  return {
    push(text) {
      const lines = `${pending}${text.replaceAll("\r\n", "\n")}`.split("\n");
      pending = lines.pop() ?? "";
      return lines.flatMap((line) => takeLine(line, true));
    },
    end() {
      const rest = pending;
      pending = "";
      return [...takeLine(rest, false), ...sentences.end()];
    },
  };
}

function rowsOf(line: string, names: readonly string[], cells: readonly string[]): readonly CitedSentence[] {
  const statement = names
    .flatMap((name, index) => {
      const cell = cells[index] ?? "";
      return /[\p{L}\p{N}]/u.test(cell) ? [name === "" ? cell : `${asWords(name)}: ${cell}`] : [];
    })
    .join("; ");
  if (statement === "") return [];
  const ownCells = names.map((_, index) => cells[index] ?? "");
  const header = `${toRow(names)}\n${toRow(names.map(() => "---"))}`;
  return [
    {
      text: toRow(ownCells),
      statement,
      header,
      passages: numbersOf((line.match(ALL_MARKS) ?? []).join("")),
      isLine: true,
    },
  ];
}

const toRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Returns the cells without marks; text after the last bar is not a cell. */
function cellsOf(line: string): readonly string[] {
  const bare = line.replace(ALL_MARKS, "").trim();
  return bare
    .split(/(?<!\\)\|/u)
    .slice(1, bare.endsWith("|") ? -1 : undefined)
    .map((cell) => cell.trim());
}

/**
 * Returns a column's name in lower case, so that it does not count as a proper name; abbreviations such as `WHO` stay.
 */
function asWords(name: string): string {
  return name.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}
