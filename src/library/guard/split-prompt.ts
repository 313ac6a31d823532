import type { GuardOrigin, PromptMarks, PromptSource } from "../../core/index.ts";

/** A part of a prompt. All parts, joined by line breaks, are the prompt. */
export interface PromptPart {
  /** Absent for a fence, which is Lydian's own and has no text to check. */
  readonly origin?: GuardOrigin;
  /** The text without marks. */
  readonly text: string;
  /** Returns a text with the marks of this part. */
  mark(text: string): string;
}

const asItIs = (text: string): string => text;
const fenceLine = /^<<(?:end )?([^<>]*?) ?(?<![^<> ])[^<> ]+>>$/;

/**
 * Splits a text of a prompt into the texts of documents, the fences around them, and the rest. Guards then read
 * documents without marks, and no place that they find runs over a fence.
 *
 * @param rest  origin of everything that is not from documents
 */
export function splitPrompt(text: string, rest: GuardOrigin, source: PromptSource | undefined): readonly PromptPart[] {
  const { marks, canaries = [] } = source ?? {};
  if (marks === undefined) return [{ origin: rest, text, mark: asItIs }];
  const isFence = (line: string): boolean => fenceLine.test(line) && canaries.some((word) => line.includes(word));
  const lines = text.split("\n");
  const parts: PromptPart[] = [];
  let begin = 0;
  let name: string | undefined;
  const close = (end: number): void => {
    if (end === begin) return;
    const inner = lines.slice(begin, end);
    if (name === undefined) parts.push({ origin: rest, text: inner.join("\n"), mark: asItIs });
    else parts.push(documentPart(inner, `document:${name}`, marks));
  };
  for (const [index, line] of lines.entries()) {
    if (!isFence(line)) continue;
    close(index);
    parts.push({ text: line, mark: asItIs });
    name = line.startsWith("<<end ") ? undefined : fenceLine.exec(line)?.[1];
    begin = index + 1;
  }
  close(lines.length);
  return parts;
}

function documentPart(lines: readonly string[], origin: GuardOrigin, { line, word }: PromptMarks): PromptPart {
  const start = `${line} `;
  const bare = lines.map((each) => (each.startsWith(start) ? each.slice(start.length) : each)).join("\n");
  const isByWord = word !== undefined && bare.includes(word);
  return {
    origin,
    text: isByWord ? bare.replaceAll(word, " ") : bare,
    mark(text) {
      const words = isByWord ? text.replace(/(?<=\S) +(?=\S)/g, word) : text;
      return words
        .split("\n")
        .map((each) => (each === "" ? "" : start + each))
        .join("\n");
    },
  };
}
