import type { Explanation, Hit } from "../../../core/index.ts";
import { describePlace, oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { highlightedTexts } from "./mark-highlight.ts";
import { readableUri } from "./readable-uri.ts";
import { renderSnippet } from "./render-snippet.ts";
import { wrapText } from "./wrap-text.ts";

const MAX_DUPLICATES = 3;

export interface HitsView {
  readonly query: string;
  /** True if the parts of each score are printed. */
  readonly explain: boolean;
}

/** Prints a ranked list: title and place, the file, and the part of the text with the words of the query. */
export function renderHits(hits: readonly Hit[], view: HitsView, output: Output): readonly string[] {
  const { colors, columns } = output;
  return hits.flatMap((hit, index) => [
    ...(index === 0 ? [] : [""]),
    wrapText(`${hit.rank}. ${colors.bold(describePlace(hit))}`, columns),
    colors.dim(wrapText(`${readableUri(hit.uri)}  ${hit.stage} ${hit.score.toFixed(4)}`, columns, "   ")),
    ...renderDuplicates(hit, output),
    wrapText(
      renderSnippet(hit.text, { query: view.query, answers: highlightedTexts(hit) }, colors.bold),
      columns,
      "   ",
    ),
    ...(view.explain ? renderExplanation(hit.explanation) : []),
  ]);
}

/** Names the other documents that contain the same passage, each once. */
function renderDuplicates({ uri, duplicates = [] }: Hit, { colors, columns }: Output): readonly string[] {
  const others = [...new Set(duplicates.map((duplicate) => duplicate.uri))].filter((other) => other !== uri);
  const hidden = others.length - MAX_DUPLICATES;
  const shown = others.slice(0, MAX_DUPLICATES).map(readableUri).join(", ");
  if (others.length === 0) return [];
  return [colors.dim(wrapText(`also in ${shown}${hidden > 0 ? ` and ${hidden} more` : ""}`, columns, "   "))];
}

function renderExplanation({ stages }: Explanation): readonly string[] {
  return stages.flatMap(({ stage, score, rank, parts }) => [
    `   ${stage}: ${score.toFixed(4)}, rank ${rank}`,
    ...parts.map(
      ({ label, value }) => `     ${value < 0 ? "-" : "+"} ${Math.abs(value).toFixed(4)}  ${oneLine(label)}`,
    ),
    `     = ${parts.reduce((sum, { value }) => sum + value, 0).toFixed(4)}`,
  ]);
}

/** Prints the other phrasings that were searched, one per line. */
export function renderRephrasings(rephrasings: readonly string[] = []): readonly string[] {
  return rephrasings.map((text, index) => `also searched, phrasing ${index + 1}: ${oneLine(text)}`);
}
