/** What a cell's text looks like; `value` is a number, an amount, a date, a time or a truth value. */
export type CellShape = "empty" | "text" | "code" | "year" | "value";

const YEAR = /^(?:19|20)\d\d$/;
const NUMBER =
  /^[-+(]?\s?(?:[A-Z]{3}\s?|\p{Sc}\s?)?[-+]?(?:\d[\d.,'’\s\u00A0]*|\.\d+)(?:[eE][-+]?\d+)?\s?(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;
const DATE =
  /^(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}[-\s.]+\p{L}{3,9}\.?[-\s,]+\d{2,4}|\p{L}{3,9}\.?\s\d{1,2},\s\d{4})(?:[T\s].*)?$/u;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?$/i;
const TRUTH = /^(?:true|false|yes|no|n\/a|null|nan|-|–|—)$/i;
/** Longer cells are prose, whatever digits they hold. */
const LONGEST_VALUE = 40;

export function cellShape(text: string): CellShape {
  if (text === "") return "empty";
  if (YEAR.test(text)) return "year";
  if (text.length > LONGEST_VALUE) return "text";
  if (NUMBER.test(text) || DATE.test(text) || TIME.test(text) || TRUTH.test(text)) return "value";
  return /\d/.test(text) && !/\s\S+\s/.test(text) ? "code" : "text";
}
