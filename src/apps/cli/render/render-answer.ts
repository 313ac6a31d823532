import type { Answer, Passage } from "../../../core/index.ts";
import {
  type DescribedConflict,
  describePlace,
  NEAREST_HEADING,
  type PresentedAnswer,
  presentAnswer,
  sanitizeText,
  separateHelp,
} from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { alignRows } from "./align-rows.ts";
import { highlightedTexts } from "./mark-highlight.ts";
import { readableText } from "./readable-text.ts";
import { renderCoverage } from "./render-coverage.ts";
import { renderData } from "./render-data.ts";
import { renderSnippet } from "./render-snippet.ts";
import { renderSource } from "./render-source.ts";
import { renderUsage } from "./render-usage.ts";
import { renderWarnings } from "./render-warnings.ts";
import { wrapText } from "./wrap-text.ts";

const MAX_NEAREST = 3;

export interface AnswerView {
  /** True if the sentences were printed while they were checked; then only what belongs below them is printed. */
  readonly isTextShown?: boolean;
}

/**
 * Prints an answer for a terminal: sentences with marks, sources, conflicts, coverage, warnings
 * and usage; or why there is none.
 */
export function renderAnswer(
  answer: Answer,
  output: Output,
  { isTextShown = false }: AnswerView = {},
): readonly string[] {
  const { colors, columns } = output;
  const { searchedAs, coverage } = answer;
  const presented = presentAnswer(answer);

  const body =
    answer.status === "abstained"
      ? renderAbstention(presented, searchedAs ?? answer.question, output)
      : [
          ...(isTextShown ? [] : [renderSentences(presented, output)]),
          ...presented.help.flatMap((help) => ["", renderHelp(help, output)]),
          ...renderData(answer, output),
          ...presented.sources.flatMap((source) => ["", ...renderSource(source, output)]),
          ...presented.conflicts.flatMap((conflict) => ["", ...renderConflict(conflict, output)]),
        ];
  const usage = renderUsage(answer.usage);
  const below = [
    ...renderWarnings(separateHelp(answer.warnings)[1], output),
    ...(usage === undefined ? [] : [colors.dim(wrapText(usage, columns))]),
  ];
  return [
    ...(searchedAs === undefined ? [] : [colors.dim(wrapText(`searched as: ${sanitizeText(searchedAs)}`, columns))]),
    ...body,
    ...(coverage === undefined ? [] : ["", ...renderCoverage(coverage, output)]),
    ...(below.length === 0 ? [] : ["", ...below]),
  ];
}

/** Returns the text of an answer, each sentence followed by the numbers of its sources. */
function renderSentences({ sentences, ending }: PresentedAnswer, { colors, columns }: Output): string {
  let text = "";
  for (const { heading, gap, text: sentence, numbers, note } of sentences) {
    if (heading === "") text += sanitizeText(gap);
    else text += `${text === "" ? "" : "\n\n"}${colors.bold(heading)}\n`;

    text += sanitizeText(sentence);
    text += numbers.map((number) => ` ${colors.cyan(`[${number}]`)}`).join("");
    if (note !== "") text += ` ${colors.yellow(note)}`;
  }
  return wrapText(alignRows(text + sanitizeText(ending), columns), columns);
}

function renderConflict({ heading, sides }: DescribedConflict, { colors, columns }: Output): readonly string[] {
  return [
    colors.yellow(heading),
    ...sides.flatMap(({ title, version, quote }) => [
      wrapText(`${colors.bold(title)}${version}`, columns, "  "),
      wrapText(`“${readableText(sanitizeText(quote))}”`, columns, "    "),
    ]),
  ];
}

function renderHelp(help: string, { colors, columns }: Output): string {
  return wrapText(colors.bold(help), columns);
}

function renderAbstention(
  { abstention = "", help, nearest }: PresentedAnswer,
  query: string,
  output: Output,
): readonly string[] {
  const texts = [...help.flatMap((text) => [renderHelp(text, output), ""]), wrapText(abstention, output.columns)];
  if (nearest.length === 0) return texts;
  const passages = nearest.slice(0, MAX_NEAREST).flatMap((passage) => ["", ...renderPassage(passage, query, output)]);
  return [...texts, "", NEAREST_HEADING, ...passages.slice(1)];
}

function renderPassage({ hit, text }: Passage, query: string, { colors, columns }: Output): readonly string[] {
  const snippet = renderSnippet(text, { query, answers: highlightedTexts(hit) }, colors.bold);
  return [wrapText(colors.bold(describePlace(hit)), columns, "  "), wrapText(snippet, columns, "    ")];
}
