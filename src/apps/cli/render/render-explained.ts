import type { ChunkStanding, PassageExplanation, StageStanding } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { renderRephrasings } from "./render-rephrasings.ts";
import { renderSnippet } from "./render-snippet.ts";
import { wrapText } from "./wrap-text.ts";

const PASSAGES_SHOWN = 3;

/** The document, and its best passages in reading order: what became of each, and where it stands in every stage. */
export function renderExplained(
  told: PassageExplanation,
  { all }: { readonly all: boolean },
  output: Output,
): readonly string[] {
  const { colors, columns } = output;
  const { document, chunks, query, rephrasings } = told;
  const shown = all ? chunks : chooseBest(chunks);
  const left = chunks.length - shown.length;
  return [
    wrapText(colors.bold(oneLine(document.title)), columns),
    colors.dim(wrapText(readableUri(document.uri), columns)),
    ...renderRephrasings(rephrasings).map((line) => wrapText(line, columns)),
    ...(chunks.length === 0 ? ["", "It has no passage there."] : []),
    ...shown.flatMap((chunk) => ["", ...renderChunk(chunk, query, output)]),
    ...(left === 0 ? [] : ["", `${left} more passages rank below these; --all shows them.`]),
  ];
}

/** In their order. */
function chooseBest(chunks: readonly ChunkStanding[]): readonly ChunkStanding[] {
  const best = [...chunks].sort((a, b) => bestRank(a) - bestRank(b)).slice(0, PASSAGES_SHOWN);
  return chunks.filter((chunk) => best.includes(chunk));
}

function bestRank({ hitRank, stages }: ChunkStanding): number {
  const ranks = stages.flatMap(({ rank }) => rank ?? []);
  // Hits come before whatever was not shown.
  return hitRank ?? 1_000 + Math.min(Number.MAX_SAFE_INTEGER - 1_000, ...ranks);
}

function renderChunk(chunk: ChunkStanding, query: string, { colors, columns }: Output): readonly string[] {
  const { span, headingPath, outcome, stages, text, relevance } = chunk;
  const place = [...headingPath.map(oneLine), `${span.start}-${span.end}`].join(" › ");
  return [
    wrapText(colors.bold(place), columns),
    wrapText(`${colors.yellow(`${outcome.kind}:`)} ${oneLine(outcome.message)}`, columns, "  "),
    wrapText(renderSnippet(text, { query }, colors.bold), columns, "  "),
    ...stages.map((stage) => `  ${renderStage(stage)}`),
    ...(relevance === undefined ? [] : [`  relevance to the reranker: ${relevance.toFixed(4)}`]),
  ];
}

function renderStage({ stage, rank, score, depth }: StageStanding): string {
  const name = `${stage}:`.padEnd(10);
  if (rank === undefined) return `${name} not found`;
  const low = rank > depth ? `, below the first ${depth} that take part` : "";
  return `${name} rank ${rank}${score === undefined ? "" : `, score ${score.toFixed(4)}`}${low}`;
}
