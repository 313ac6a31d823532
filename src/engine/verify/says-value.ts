import { foldText } from "../../core/index.ts";
import { findDates, findNumbers } from "../text/index.ts";

/**
 * Returns whether a sentence contains a value: a text as whole words in order, a date in any form, a number also with a
 * unit or in words. Always false for a boolean.
 */
export function saysValue(sentence: string, value: string | number | boolean): boolean {
  if (typeof value === "boolean") return false;
  if (typeof value === "number")
    return findNumbers(sentence).some((number) => number.value === value) || containsText(sentence, `${value}`);
  return containsText(sentence, value) || containsDate(sentence, value);
}

function containsText(sentence: string, value: string): boolean {
  const [text, part] = [foldText(sentence), foldText(value)];
  if (!/[\p{L}\p{N}]/u.test(part)) return false;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + part.length)) return true;
  }
  return false;
}

function containsDate(sentence: string, value: string): boolean {
  const [date, ...others] = findDates(value.trim());
  if (date === undefined || others.length > 0) return false;
  const isWhole = date.span.start === 0 && date.span.end === value.trim().length;
  return isWhole && findDates(sentence).some(({ iso }) => iso === date.iso);
}

/** Returns whether an offset lies inside a word or number, so that `19 mg` does not contain `9 mg`, nor `2.5` a `5`. */
function isWithinWord(text: string, offset: number): boolean {
  return (
    /[\p{L}\p{N}]$|\p{N}[.,]$|(?<![\p{L}\p{N}])[-−]$/u.test(text.slice(0, offset)) &&
    /^(?:[\p{L}\p{N}]|[.,]\p{N})/u.test(text.slice(offset))
  );
}
