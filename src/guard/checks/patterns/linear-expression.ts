import { RE2JS } from "re2js";
import type { Span } from "../../../core/index.ts";
import { InvalidSettingsError } from "../../../core/index.ts";

/** Finds an expression in a text. */
export type FindExpression = (text: string) => Iterable<Span>;

/** Number of characters that are searched in one turn; the next turn continues after them. */
const WINDOW_LENGTH = 1024;
const STEP_LENGTH = 768;
/** Number of characters before a window that the expression sees, so that a word is not cut at its start. */
const LEAD_LENGTH = 64;

const hints: readonly (readonly [part: RegExp, hint: string])[] = [
  [
    /\(\?(?:=|!)/,
    "Lookaheads such as `(?=…)` need more than linear time. Write what follows into the expression, or use context words.",
  ],
  [/\\[1-9]/, "References to groups such as `\\1` need more than linear time. Write the expression without them."],
  [/\(\?\(/, "Conditions need more than linear time. Write two patterns."],
  [/[*+?}]\+/, "Possessive quantifiers are not needed. Remove the second `+`."],
];

/**
 * Compiles an expression of RE2, in which no text takes more than linear time. Lookbehinds without groups are allowed.
 * It ignores case, and `^`, `$` and `.` match at line ends.
 *
 * A match has at most 256 characters for certain; a longer one may be cut.
 *
 * @throws {InvalidSettingsError} for an expression that RE2 does not have, with the reason
 */
export function compileExpression(expression: string): FindExpression {
  const flags = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE | RE2JS.DOTALL | RE2JS.LOOKBEHINDS;
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(expression, flags);
  } catch (cause) {
    const hint = hints.find(([part]) => part.test(expression))?.[1] ?? "Use the syntax of RE2.";
    throw new InvalidSettingsError(`The expression "${expression}" cannot be used: ${reasonOf(cause)}.`, {
      cause,
      hint,
    });
  }
  return (text) => find(compiled, text);
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : "it is not valid");

function* find(compiled: RE2JS, text: string): Iterable<Span> {
  let done = 0;
  for (let start = 0; start < text.length; start += STEP_LENGTH) {
    const isLast = start + WINDOW_LENGTH >= text.length;
    for (const span of findInWindow(compiled, text, start)) {
      // The next window sees more of what follows.
      if (!isLast && span.start >= start + STEP_LENGTH) break;
      if (span.start < done) continue;
      done = span.end;
      yield span;
    }
    if (isLast) break;
  }
}

function* findInWindow(compiled: RE2JS, text: string, start: number): Iterable<Span> {
  const from = Math.max(0, start - LEAD_LENGTH);
  const matcher = compiled.matcher(text.slice(from, start + WINDOW_LENGTH));
  while (matcher.find()) {
    if (matcher.end() > matcher.start()) yield { start: from + matcher.start(), end: from + matcher.end() };
  }
}
