import { InvalidFilterError } from "../../../core/index.ts";

/** A token of a filter with its place in the text, in UTF-16 code units. */
export interface FilterToken {
  readonly kind: "word" | "field" | "text" | "number" | "date" | "operator" | "end";
  /** Text of the token without quotes, with escapes resolved. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const DATE = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/y;
const PATTERNS: readonly (readonly [FilterToken["kind"], RegExp])[] = [
  ["date", DATE],
  ["number", /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ["word", /[A-Za-z_][A-Za-z0-9_.-]*/y],
  ["field", /`[^`]+`/y],
  ["text", /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy],
  ["operator", /<=|>=|!=|[=<>~(),]/y],
];
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/**
 * Splits a filter into tokens; the last one is of kind `end`.
 *
 * @throws {InvalidFilterError} that points at a character that begins no token
 */
export function tokenizeFilter(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = skipSpace(text, token.end);
  }
  return [...tokens, { kind: "end", value: "", start: text.length, end: text.length }];
}

function skipSpace(text: string, start: number): number {
  const space = /\s*/y;
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

function tokenAt(text: string, start: number): FilterToken {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) return { kind, value: unquote(kind, match), start, end: start + match.length };
  }
  throw filterError(text, start, describeProblem(text, start));
}

function unquote(kind: FilterToken["kind"], token: string): string {
  if (kind === "field") return token.slice(1, -1);
  if (kind !== "text") return token;
  return token.slice(1, -1).replace(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function describeProblem(text: string, start: number): Problem {
  const character = text[start] ?? "";
  if (`"'\``.includes(character)) {
    return { message: `The quotation mark ${character} is never closed`, hint: `Close it with another ${character}.` };
  }
  if (text.startsWith("&&", start)) return { message: "&& is not an operator", hint: "Write `and`." };
  if (text.startsWith("||", start)) return { message: "|| is not an operator", hint: "Write `or`." };
  if (character === "!") return { message: "! is not an operator", hint: "Write `not`." };
  if (/[\d+-]/.test(character)) {
    return { message: "This is neither a number nor a date", hint: "Write text in quotes, and a date as 2024-05-01." };
  }
  return { message: `The character ${character} has no meaning here`, hint: "Write text in quotes." };
}

/** Creates an error that shows the filter on a separate line, with a caret under the fault. */
export function filterError(text: string, start: number, problem: Problem): InvalidFilterError {
  const line = text.replace(/\s/g, " ");
  const message = `${problem.message}, at character ${start + 1} of the filter:\n  ${line}\n  ${" ".repeat(start)}^`;
  return new InvalidFilterError(message, { hint: problem.hint });
}
