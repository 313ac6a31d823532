import ts from "typescript";

/** A regular expression in source code. */
export interface WrittenExpression {
  readonly line: number;
  /** Its pattern; a part that is only known at run time is written as a group. */
  readonly pattern: string;
  readonly flags: string;
}

/** Returns the regular expressions of a source file: literals, and texts given to `new RegExp`. */
export function expressionsIn(path: string, source: string): readonly WrittenExpression[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: WrittenExpression[] = [];
  const add = (node: ts.Node, pattern: string, flags: string) => {
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, pattern, flags });
  };
  const addConstructed = (node: ts.NewExpression) => {
    const [pattern, flags] = node.arguments ?? [];
    if (pattern !== undefined) add(node, writtenPattern(pattern), flags?.getText() ?? "");
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "RegExp") addConstructed(node);
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const UNKNOWN = "(?:x)";

function writtenPattern(node: ts.Node): string {
  if (ts.isTaggedTemplateExpression(node)) return partsOf(node.template, (part) => part.rawText ?? part.text);
  if (ts.isStringLiteral(node) || ts.isTemplateLiteral(node)) return partsOf(node, (part) => part.text);
  return UNKNOWN;
}

function partsOf(
  node: ts.TemplateLiteral | ts.StringLiteral,
  textOf: (part: ts.TemplateLiteralLikeNode) => string,
): string {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNoSubstitutionTemplateLiteral(node)) return textOf(node);
  return [textOf(node.head), ...node.templateSpans.map(({ literal }) => UNKNOWN + textOf(literal))].join("");
}

/**
 * Returns the loops of a pattern for which V8 keeps something at each turn, so that a run of some millions of
 * characters overflows its stack: with the flag `u` or `v` every loop without an upper bound, otherwise those over a
 * group.
 */
export function growingLoops({ pattern, flags }: Pick<WrittenExpression, "pattern" | "flags">): readonly string[] {
  const isUnicode = /[uv]/.test(flags);
  const groupStarts: number[] = [];
  const loops: string[] = [];
  for (let index = 0; index < pattern.length; ) {
    const start = index;
    const character = pattern[index];
    let atomStart = start;
    let isGroup = false;
    if (character === "(") {
      groupStarts.push(start);
      index += /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(pattern.slice(index))?.[0].length ?? 1;
      continue;
    }
    if (character === ")") {
      atomStart = groupStarts.pop() ?? start;
      isGroup = true;
      index++;
    } else index = endOfAtom(pattern, index);
    const quantifier = /^(?:[*+]|\{\d+,\})\??/.exec(pattern.slice(index))?.[0];
    if (quantifier !== undefined && (isUnicode || isGroup)) loops.push(pattern.slice(atomStart, index) + quantifier);
    index += quantifier?.length ?? /^(?:\?|\{\d+(?:,\d+)?\})\??/.exec(pattern.slice(index))?.[0].length ?? 0;
  }
  return loops;
}

/** Returns the end of a character, an escape or a class. */
function endOfAtom(pattern: string, start: number): number {
  if (pattern[start] === "\\")
    return start + (/^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<\w+>|.)/s.exec(pattern.slice(start))?.[0].length ?? 1);
  if (pattern[start] !== "[") return start + 1;
  let end = start + 1;
  while (end < pattern.length && pattern[end] !== "]") end += pattern[end] === "\\" ? 2 : 1;
  return end + 1;
}
