import type { Answer, Passage, Span } from "../../core/index.ts";
import type { CitedSource } from "./cited-sources.ts";
import type { DescribedConflict } from "./describe-conflict.ts";
import { describePlace } from "./describe-place.ts";
import { NEAREST_HEADING, type PresentedAnswer, type PresentedSentence, presentAnswer } from "./present-answer.ts";
import { oneLine, shortLine } from "./sanitize-text.ts";

const SNIPPET_CHARACTERS = 240;
/** Headings of the lists below an answer. `readWritten` finds the end of an earlier answer by them. */
export const SOURCES_HEADING = "Sources:";
export const WARNINGS_HEADING = "Warnings:";

/** An answer as text, for clients that show nothing else. */
export interface WrittenAnswer {
  readonly text: string;
  /** Each sentence with its marks, once for each source that it cites. */
  readonly cited: readonly CitedSentence[];
}

interface CitedSentence {
  readonly span: Span;
  readonly number: number;
}

/**
 * Prints an answer as text: the sentences with the numbers of their sources, conflicts, coverage, the sources, and the
 * warnings. An abstention is its reason and the nearest passages. Text that says where to find help precedes them. Line
 * ends are `\n`; lists are also Markdown lists.
 */
export function writeAnswer(answer: Answer): WrittenAnswer {
  const presented = presentAnswer(answer);
  const { abstention, conflicts, coverage, help, nearest, sources, warnings } = presented;
  const sentences = writeSentences(presented);
  const parts = [
    ...(abstention === undefined ? [sentences.text, ...help] : [...help, abstention]),
    ...conflicts.map(writeConflict),
    ...(coverage === undefined ? [] : [coverage]),
    ...writeList(NEAREST_HEADING, nearest.map(writePassage)),
    ...writeList(SOURCES_HEADING, sources.map(writeSource)),
    ...writeList(
      WARNINGS_HEADING,
      warnings.map((warning) => `- ${warning}`),
    ),
  ];
  return { text: parts.join("\n\n"), cited: sentences.cited };
}

/** Returns the marks after a sentence: ` [1] [3]`, and a note if its sources do not support it. */
export function writeMarks({ numbers, note }: Pick<PresentedSentence, "numbers" | "note">): string {
  const marks = numbers.map((number) => ` [${number}]`).join("");
  return note === "" ? marks : `${marks} ${note}`;
}

function writeSentences({ sentences, ending }: PresentedAnswer): WrittenAnswer {
  let text = "";
  const cited: CitedSentence[] = [];
  for (const sentence of sentences) {
    const { heading, gap, numbers } = sentence;
    if (heading === "") text += gap;
    else text += `${text === "" ? "" : "\n\n"}${heading}\n`;

    const start = text.length;
    text += sentence.text + writeMarks(sentence);
    for (const number of numbers) cited.push({ span: { start, end: text.length }, number });
  }
  return { text: text + ending, cited };
}

function writeConflict({ heading, sides }: DescribedConflict): string {
  const lines = sides.map(({ title, version, quote, uri }) => `- ${title}${version}: “${oneLine(quote)}” (${uri})`);
  return [heading, ...lines].join("\n");
}

function writePassage({ hit, text }: Passage): string {
  return `- ${describePlace(hit)}: “${shortLine(text, SNIPPET_CHARACTERS)}” (${hit.uri})`;
}

function writeSource({ number, hit, location }: CitedSource): string {
  return `- [${number}] ${describePlace({ ...hit, location })} (${hit.uri})`;
}

function writeList(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[heading, ...lines].join("\n")];
}
