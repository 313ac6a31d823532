import type { Span } from "../../../core/index.ts";

/** A name that a block of code declares. */
export interface DeclaredName {
  readonly span: Span;
  /** Whether other declarations may be nested inside, as in a class or a module. */
  readonly isContainer: boolean;
}

/** Longest beginning of a block that is read for its name. A longer one is data, not a declaration. */
const MAX_BEGINNING = 1_000;

const name = "([\\p{L}_$~][\\p{L}\\p{N}_$]*(?:(?:::|\\.)[\\p{L}_$~][\\p{L}\\p{N}_$]*)*[?!]?)";
/** Words that may precede a declaration's keyword, such as `export default async`. */
const modifiers = "(?:[\\p{L}@][\\p{L}\\p{N}_.]*(?:\\([^()\\n]{0,80}\\))?\\s+){0,6}";

const container = new RegExp(
  `^\\s*${modifiers}(?:class|interface|struct|enum|union|trait|module|namespace|object|record|protocol|extension|mixin|contract|actor|service|message|defmodule)\\s+${name}`,
  "u",
);
/** Rust: `impl Trait for Type`. */
const implementation = new RegExp(
  `^\\s*(?:unsafe\\s+)?impl\\b(?:<[^{}]{0,200}>)?\\s+(?:[^{};]{0,200}\\bfor\\s+)?&?${name}`,
  "u",
);

const declarations: readonly RegExp[] = [
  // Keywords of functions and types; Go names the receiver of a method first.
  new RegExp(
    `^\\s*${modifiers}(?:function\\*?|func|fun|fn|def|defp|defmacro|sub|proc|procedure|method|macro|type|typedef|newtype)\\s+(?:\\([^()\\n]{0,200}\\)\\s*)?${name}`,
    "u",
  ),
  // Values. In C, a type comes between `const` and the name.
  new RegExp(`^\\s*${modifiers}(?:let|const|var|val)\\s+(?:(?:rec|mut)\\s+)?${name}(?=\\s*(?:[:=;,)[<]|$|\\())`, "u"),
  /^\s*create\s+(?:or\s+replace\s+)?(?:(?:temp|temporary|unique|materialized|global|local)\s+)*(?:table|view|function|procedure|index|trigger|type|schema|sequence)\s+(?:if\s+not\s+exists\s+)?["`[]?([\p{L}_][\p{L}\p{N}_.]*)/iu,
  /^\s*\((?:define|defun|defmacro|defn-?|defvar|defparameter|def|defclass|defmethod|defstruct)\s+\(?([^\s()]{1,100})/u,
  // A value that is a function: shell, R, JavaScript.
  new RegExp(`^\\s*${modifiers}${name}\\s*\\(\\s*\\)\\s*\\{`, "u"),
  new RegExp(`^\\s*${name}\\s*(?:<-|=|:)\\s*(?:async\\s+)?(?:function\\b|\\([^()]{0,200}\\)\\s*=>|\\\\\\()`, "u"),
  /^#\s*define\s+([\p{L}_][\p{L}\p{N}_]*)/u,
  // Haskell and its kin: a signature.
  /^([\p{Ll}_][\p{L}\p{N}_']*)\s*::/u,
];

/** A name before parentheses, as C, Java and methods declare functions. */
const beforeParentheses = new RegExp(
  `^\\s*(?:[^\\s=(){};"'][^=(){};"']{0,200}[\\s*&>])?${name}\\s*(?:<[^<>(){}]{0,100}>\\s*)?\\(`,
  "u",
);
const statements = new Set(
  "if for foreach while switch catch return with match when until unless elif elseif else do await new throw sizeof typeof assert print super this test it describe function func fn def class".split(
    " ",
  ),
);
/** Words and types that may come between the parameters of a function and its body. */
const beforeBody =
  /^\s*(?:(?:const|noexcept|override|final|async|mutable)\b\s*){0,4}(?:throws\s[\w., ]{1,200}\s*)?(?:(?:->|:)[^{};\n]{1,200}\s*)?(?:\{|=>)/u;
/** Lines that name what others declare. */
const imports = /^\s*(?:import|from|using|use|require|include|package|export\s*[*{])\b/;

/**
 * Finds the name that a block of code declares, such as a function, a class, a type or a constant.
 *
 * The rules know the usual keywords of common languages and no grammar; they read the block's first lines only.
 *
 * @param span  the block's code, after its comments and attributes
 * @returns     undefined if it declares nothing by name, such as imports and calls
 */
export function findDeclaredName(text: string, { start, end }: Span): DeclaredName | undefined {
  const beginning = text.slice(start, Math.min(end, start + MAX_BEGINNING));
  if (imports.test(beginning)) return undefined;
  for (const pattern of [container, implementation]) {
    const span = spanOf(pattern.exec(beginning), start);
    if (span !== undefined) return { span, isContainer: true };
  }
  for (const pattern of declarations) {
    const span = spanOf(pattern.exec(beginning), start);
    if (span !== undefined) return { span, isContainer: false };
  }
  const span = findFunction(beginning, start);
  return span === undefined ? undefined : { span, isContainer: false };
}

function findFunction(beginning: string, start: number): Span | undefined {
  const match = beforeParentheses.exec(beginning);
  const [whole = "", found = ""] = match ?? [];
  if (match === null || found === "") return undefined;
  const end = endOfParentheses(beginning, whole.length - 1);
  const isDeclared = end !== undefined && beforeBody.test(beginning.slice(end));
  return isDeclared ? spanOf(match, start) : undefined;
}

/** Returns where the parentheses that open at a place have closed; undefined if they do not. */
function endOfParentheses(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === "(") depth++;
    if (character === ")" && --depth === 0) return at + 1;
  }
  return undefined;
}

function spanOf(match: RegExpExecArray | null, offset: number): Span | undefined {
  const found = match?.[1];
  if (match === null || found === undefined || statements.has(found)) return undefined;
  const at = offset + match.index + match[0].lastIndexOf(found);
  return { start: at, end: at + found.length };
}
