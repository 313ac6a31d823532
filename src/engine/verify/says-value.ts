import { foldText } from "../../core/index.ts";
import { findDates, findNumbers } from "../text/index.ts";

/**
 * Whether a sentence says a value: a text as whole words in their order, a date also in another form, a number also with a
 * unit or in words. True and false are said by no sentence.
 */
export function saysValue(sentence: string, value: string | number | boolean): boolean {
  if (typeof value === "boolean") return false;
  if (typeof value === "number")
    return findNumbers(sentence).some((one) => one.value === value) || says(sentence, `${value}`);
  return says(sentence, value) || saysDate(sentence, value);
}

function says(sentence: string, value: string): boolean {
  const [text, part] = [foldText(sentence), foldText(value)];
  if (!/[\p{L}\p{N}]/u.test(part)) return false;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + part.length)) return true;
  }
  return false;
}

function saysDate(sentence: string, value: string): boolean {
  const [date, ...others] = findDates(value.trim());
  if (date === undefined || others.length > 0) return false;
  const isWhole = date.span.start === 0 && date.span.end === value.trim().length;
  return isWhole && findDates(sentence).some(({ iso }) => iso === date.iso);
}

/** `9 mg` is not said by `19 mg`, nor `5` by `2.5`. */
function isWithinWord(text: string, offset: number): boolean {
  return (
    /[\p{L}\p{N}]$|\p{N}[.,]$|(?<![\p{L}\p{N}])[-−]$/u.test(text.slice(0, offset)) &&
    /^(?:[\p{L}\p{N}]|[.,]\p{N})/u.test(text.slice(offset))
  );
}
