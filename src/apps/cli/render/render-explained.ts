import { type ChunkStanding, findMin, type PassageExplanation, type StageStanding } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { renderRephrasings } from "./render-hits.ts";
import { renderSnippet } from "./render-snippet.ts";
import { wrapText } from "./wrap-text.ts";

const MAX_PASSAGES = 3;

/**
 * Prints a document and its best passages in reading order: the outcome of each and its rank at every stage.
 *
 * @param all  true to print every passage instead of the best three
 */
export function renderExplained(explanation: PassageExplanation, all: boolean, output: Output): readonly string[] {
  const { colors, columns } = output;
  const { document, chunks, query, rephrasings } = explanation;
  const shown = all ? chunks : chooseBest(chunks);
  const hidden = chunks.length - shown.length;
  return [
    wrapText(colors.bold(oneLine(document.title)), columns),
    colors.dim(wrapText(readableUri(document.uri), columns)),
    ...renderRephrasings(rephrasings).map((line) => wrapText(line, columns)),
    ...(chunks.length === 0 ? ["", "The document has no passage there."] : []),
    ...shown.flatMap((chunk) => ["", ...renderChunk(chunk, query, output)]),
    ...(hidden === 0 ? [] : ["", `${hidden} more passages rank below these; --all shows them.`]),
  ];
}

/** Returns the best passages in reading order. */
function chooseBest(chunks: readonly ChunkStanding[]): readonly ChunkStanding[] {
  const best = [...chunks].sort((a, b) => bestRank(a) - bestRank(b)).slice(0, MAX_PASSAGES);
  return chunks.filter((chunk) => best.includes(chunk));
}

function bestRank({ hitRank, stages }: ChunkStanding): number {
  const ranks = stages.flatMap(({ rank }) => rank ?? []);
  // Hits come before passages that are not hits.
  return hitRank ?? 1_000 + Math.min(Number.MAX_SAFE_INTEGER - 1_000, findMin(ranks));
}

function renderChunk(chunk: ChunkStanding, query: string, { colors, columns }: Output): readonly string[] {
  const { span, headingPath, outcome, stages, text, relevance } = chunk;
  const place = [...headingPath.map(oneLine), `${span.start}-${span.end}`].join(" › ");
  return [
    wrapText(colors.bold(place), columns),
    wrapText(
      `${colors.yellow(outcome.kind === "shown" ? "shown:" : "not shown:")} ${oneLine(outcome.message)}`,
      columns,
      "  ",
    ),
    wrapText(renderSnippet(text, { query }, colors.bold), columns, "  "),
    ...stages.map((stage) => `  ${renderStage(stage)}`),
    ...(relevance === undefined ? [] : [`  relevance by the reranker: ${relevance.toFixed(4)}`]),
  ];
}

function renderStage({ stage, rank, score, depth }: StageStanding): string {
  const name = `${stage}:`.padEnd(10);
  if (rank === undefined) return `${name} not found`;
  const note = rank > depth ? `, below the first ${depth}, which are considered` : "";
  return `${name} rank ${rank}${score === undefined ? "" : `, score ${score.toFixed(4)}`}${note}`;
}
