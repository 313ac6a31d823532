import type { Explanation, Hit } from "../../../core/index.ts";
import { describePlace, oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { highlightedTexts } from "./highlighted-texts.ts";
import { readableUri } from "./readable-uri.ts";
import { renderSnippet } from "./render-snippet.ts";
import { wrapText } from "./wrap-text.ts";

const DUPLICATES_SHOWN = 3;

export interface HitsView {
  readonly query: string;
  /** True: how each score comes about, down to its summands. */
  readonly explain: boolean;
}

/** A ranked list: title and place, the file, and the part of the text where the query's words stand. */
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

/** The other documents that say the same; how often one says it does not matter. */
function renderDuplicates({ uri, duplicates = [] }: Hit, { colors, columns }: Output): readonly string[] {
  const others = [...new Set(duplicates.map((one) => one.uri))].filter((one) => one !== uri);
  const more = others.length - DUPLICATES_SHOWN;
  const shown = others.slice(0, DUPLICATES_SHOWN).map(readableUri).join(", ");
  if (others.length === 0) return [];
  return [colors.dim(wrapText(`also in ${shown}${more > 0 ? ` and ${more} more` : ""}`, columns, "   "))];
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
