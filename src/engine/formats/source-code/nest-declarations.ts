import type { Span } from "../../../core/index.ts";
import { findDeclaredName } from "./find-declared-name.ts";
import type { Language } from "./languages.ts";
import { isAttribute, type SourceLine, splitDeclarations, splitLines, startsComment } from "./split-declarations.ts";

/** A declaration, or lines between declarations. */
export interface Declaration {
  readonly lines: readonly SourceLine[];
  /** 1 at the margin, 2 within a class, and so on. */
  readonly level: number;
  /** Span of the name that it declares; absent for statements such as imports. */
  readonly name?: Span;
}

/** A shorter class is read best as a whole. */
const MIN_LINES_TO_SPLIT = 30;
/** Deepest level of a heading in a document. */
const MAX_LEVEL = 6;

/**
 * Cuts source code at its declarations, and long classes and modules at their members.
 *
 * @returns  in reading order; every line that is not blank is in one of them. The first part of a split class has the
 *           class's name
 */
export function nestDeclarations(text: string, language: Language): readonly Declaration[] {
  return splitDeclarations(text, language).flatMap((lines) => nest(text, lines, 1, 0, language));
}

/**
 * Returns the declarations of a block, each with the ones inside it.
 *
 * @param margin  number of white-space characters before the block's first line
 */
function nest(
  text: string,
  lines: readonly SourceLine[],
  level: number,
  margin: number,
  language: Language,
): readonly Declaration[] {
  const code = lines.find((line) => isCode(text, line, language)) ?? lines[0];
  const end = lines.at(-1)?.end ?? 0;
  const declared = code === undefined ? undefined : findDeclaredName(text, { start: code.start, end });
  const whole = declared === undefined ? { lines, level } : { lines, level, name: declared.span };
  if (code === undefined || declared?.isContainer !== true || lines.length < MIN_LINES_TO_SPLIT || level >= MAX_LEVEL)
    return [whole];

  const first = lines.indexOf(code) + 1;
  const indentation = bodyIndentation(text, lines.slice(first), margin);
  if (indentation === undefined) return [whole];
  const members = splitLines(text, lines.slice(first), language, indentation);
  const parts = members.flatMap((member) => nest(text, member, level + 1, indentation, language));
  return [{ ...whole, lines: lines.slice(0, first) }, ...parts];
}

/** Returns whether a line is neither a comment nor an attribute. */
function isCode(text: string, { start, end }: SourceLine, language: Language): boolean {
  const source = text.slice(start, end).trimStart();
  return !startsComment(source, language) && !isAttribute(source) && !/^(?:\*|\s*$)/.test(source);
}

/** Returns the smallest indentation that is deeper than the margin, in characters; undefined if there is none. */
function bodyIndentation(text: string, lines: readonly SourceLine[], margin: number): number | undefined {
  let smallest: number | undefined;
  for (const { start, end } of lines) {
    const source = text.slice(start, end);
    const indentation = source.length - source.trimStart().length;
    if (indentation > margin && indentation < (smallest ?? Number.POSITIVE_INFINITY)) smallest = indentation;
  }
  return smallest;
}
