import table from "./languages.json" with { type: "json" };

/** Syntax of comments and multi-line strings in a language. The rest of its syntax is not needed. */
export interface Language {
  readonly mediaType: string;
  /** Marks that begin a comment up to the line's end. */
  readonly line: readonly string[];
  /** Pairs of marks that begin and end a comment or string over several lines. */
  readonly block: readonly (readonly string[])[];
}

const COMMENTS = new Map<string, Pick<Language, "line" | "block">>(Object.entries(table.comments));
const LANGUAGES = table.languages.map(({ mediaType, comments, endings, programs }) => ({
  language: { mediaType, ...(COMMENTS.get(comments) ?? { line: [], block: [] }) },
  endings,
  programs,
}));
const BY_ENDING = new Map(LANGUAGES.flatMap(({ language, endings }) => endings.map((ending) => [ending, language])));
const BY_PROGRAM = new Map(
  LANGUAGES.flatMap(({ language, programs }) => programs.map((program) => [program, language])),
);
const INTERPRETER = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?([\w.+-]+)/;

export const sourceMediaTypes: readonly string[] = LANGUAGES.map(({ language }) => language.mediaType);

/** Returns the language of a media type; undefined if it is not source code. */
export function languageOf(mediaType: string): Language | undefined {
  return LANGUAGES.find(({ language }) => language.mediaType === mediaType)?.language;
}

/** Detects the media type of source code by its file's ending, or by the program that its first line names. */
export function detectSourceType(text: string, path: string): string | undefined {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  const program = INTERPRETER.exec(text.slice(0, 200))?.[1]?.replace(/(?<![\d.])[\d.]+$/, "") ?? "";
  return (BY_ENDING.get(ending) ?? BY_PROGRAM.get(program))?.mediaType;
}
