import { type CitedSource, describePlace } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { markHighlight } from "./mark-highlight.ts";
import { readableUri } from "./readable-uri.ts";
import { renderCalculation } from "./render-calculation.ts";
import { wrapText } from "./wrap-text.ts";

const INDENT = "    ";

/**
 * Prints a source of an answer: number and place, the file, and the quotes, or the calculations that rest on its cells.
 */
export function renderSource(source: CitedSource, { colors, columns }: Output): readonly string[] {
  const { number, hit, location, citations, calculations } = source;
  const isCalculated = calculations.length > 0;
  // A calculation lists its cells itself, so the place does not repeat them.
  const areCellsListed = isCalculated && location !== undefined && "sheet" in location;
  const place = describePlace({ ...hit, location: areCellsListed ? hit.location : location });
  const quotes = citations.map((citation) => `“${markHighlight(citation, hit, colors.bold)}”`);
  const lines = isCalculated ? calculations.flatMap(renderCalculation) : [...new Set(quotes)];
  return [
    wrapText(`${colors.cyan(`[${number}]`)} ${colors.bold(place)}`, columns),
    colors.dim(wrapText(readableUri(hit.uri), columns, INDENT)),
    ...lines.map((line) => wrapText(line, columns, INDENT)),
  ];
}
