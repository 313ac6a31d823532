import { isSameWord, type QuestionWords, type Word } from "./question-words.ts";
import type { DescribedColumn, DescribedTable, Mention } from "./scan-table.ts";

/** Values that the question says, and the reasons why some of them are doubtful. */
export interface NamedMentions {
  readonly mentions: readonly Mention[];
  readonly problems: readonly string[];
}

/**
 * Ties values to the column that the question names beside them, as in `where the city is Oslo` or `customer 12`. Such
 * a value includes the name, so it precedes an equal value of another column. A bare number does not name a value of a
 * column of numbers, unless the column has years, months or days: in `customer 12`, it may be anything.
 */
export function nameMentions(left: QuestionWords, { mentions, columns }: DescribedTable): NamedMentions {
  const problems: string[] = [];
  const named = mentions.flatMap((mention): readonly Mention[] => {
    const own = extendByName(left, mention);
    if (own !== undefined) return [own];
    if (mention.column.numbers !== undefined && !isOfPeriods(left, mention.column)) return [];
    const other = columns.find((column) => column.numbers === undefined && endsBefore(left, mention.at, column));
    if (other !== undefined)
      problems.push(
        `"${mention.text}" is a value of "${mention.column.name}", but the question names "${other.name}".`,
      );
    return [mention];
  });
  return { mentions: named, problems };
}

/** Extends a value over the name of its column before or after it; undefined if the name is not there. */
function extendByName(left: QuestionWords, mention: Mention): Mention | undefined {
  const { at, length, column } = mention;
  let before = at;
  while (!left.isExplained(before - 1) && left.vocabulary.linking.has(left.words[before - 1]?.text ?? "")) before--;
  if (endsBefore(left, before, column)) {
    const start = before - column.words.length;
    return { ...mention, at: start, length: at + length - start };
  }
  return hasNameAt(left, at + length, column.words) ? { ...mention, length: length + column.words.length } : undefined;
}

function endsBefore(left: QuestionWords, at: number, { words }: DescribedColumn): boolean {
  return hasNameAt(left, at - words.length, words);
}

function hasNameAt(left: QuestionWords, at: number, name: readonly Word[]): boolean {
  if (name.length === 0 || at < 0) return false;
  return name.every((part, offset) => {
    const word = left.words[at + offset];
    return word !== undefined && !left.isExplained(at + offset) && isSameWord(word, part);
  });
}

function isOfPeriods({ vocabulary }: QuestionWords, { words }: DescribedColumn): boolean {
  return words.some(({ text }) => vocabulary.periods.has(text));
}
