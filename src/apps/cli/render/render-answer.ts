import type {
  Abstained,
  Answer,
  Calculation,
  Citation,
  ClaimGroup,
  Grounded,
  Location,
  Passage,
} from "../../../core/index.ts";
import { abstentionReasons } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { alignRows } from "./align-rows.ts";
import { highlightedTexts } from "./highlighted-texts.ts";
import { markHighlight } from "./mark-highlight.ts";
import { readableUri } from "./readable-uri.ts";
import { renderCalculation } from "./render-calculation.ts";
import { renderConflicts } from "./render-conflicts.ts";
import { renderCoverage } from "./render-coverage.ts";
import { renderData } from "./render-data.ts";
import { renderFlag } from "./render-flag.ts";
import { renderPlace } from "./render-place.ts";
import { renderSnippet } from "./render-snippet.ts";
import { renderUsage } from "./render-usage.ts";
import { renderWarnings } from "./render-warnings.ts";
import { oneLine, sanitizeText } from "./sanitize-text.ts";
import { wrapText } from "./wrap-text.ts";

const NEAREST_SHOWN = 3;

/**
 * The answer as a person reads it: sentences with their marks, the sources, the warnings, what a model took; or why there is none.
 *
 * @param isTextShown  whether the sentences stand there already, so that only what belongs under them is told
 */
export function renderAnswer(
  answer: Answer,
  output: Output,
  { isTextShown = false }: { readonly isTextShown?: boolean } = {},
): readonly string[] {
  const { searchedAs } = answer;
  const query =
    searchedAs === undefined
      ? []
      : [output.colors.dim(wrapText(`searched as: ${sanitizeText(searchedAs)}`, output.columns))];
  const body = [
    ...query,
    ...(answer.status === "grounded"
      ? renderGrounded(answer, output).slice(isTextShown ? 1 : 0)
      : renderAbstained(answer, output)),
    ...(answer.status === "grounded" ? renderConflicts(answer.conflicts ?? [], output) : []),
    ...(answer.coverage === undefined ? [] : ["", ...renderCoverage(answer.coverage, output)]),
  ];
  const usage = renderUsage(answer.usage);
  const below = [
    ...renderWarnings(answer.warnings, output),
    ...(usage === undefined ? [] : [output.colors.dim(wrapText(usage, output.columns))]),
  ];
  return below.length === 0 ? body : [...body, "", ...below];
}

function renderGrounded(answer: Grounded, output: Output): readonly string[] {
  const numbers = [...new Set(answer.citations.map(({ number }) => number))].sort((a, b) => a - b);
  const sources = numbers.flatMap((number) => {
    const cited = answer.citations.flatMap((citation, index) =>
      citation.number === number ? [{ citation, index }] : [],
    );
    const computed = answer.claims.filter(({ citations }) => cited.some(({ index }) => citations.includes(index)));
    const calculations = computed.flatMap(({ calculation }) => calculation ?? []);
    const citations = cited.map(({ citation }) => citation);
    return ["", ...renderSource(answer.passages, { citations, calculations }, output)];
  });
  const text = wrapText(alignRows(markSentences(answer, output), output.columns), output.columns);
  return [text, ...renderData(answer, output), ...sources];
}

/** The text of the answer, each sentence followed by the numbers of its sources. */
function markSentences({ text, claims, citations, groups = [] }: Grounded, { colors }: Output): string {
  let marked = "";
  let from = 0;
  const headings = new Map(groups.map((group) => [group.claims[0], headingOf(group, groups)]));
  for (const [claim, { span, citations: indexes, verdict, why }] of claims.entries()) {
    const heading = headings.get(claim) ?? "";
    const numbers = [...new Set(indexes.flatMap((index) => citations[index]?.number ?? []))];
    if (heading !== "") {
      marked += `${marked === "" ? "" : "\n\n"}${colors.bold(sanitizeText(heading))}\n`;
      from = span.start;
    }
    marked += sanitizeText(text.slice(from, span.end));
    marked += numbers.map((number) => ` ${colors.cyan(`[${number}]`)}`).join("");
    marked += renderFlag({ verdict, why }, colors);
    from = span.end;
  }
  return marked + sanitizeText(text.slice(from));
}

/** Under which claims stand; the document's title only where there are several documents. */
function headingOf({ documentId, title, headingPath }: ClaimGroup, groups: readonly ClaimGroup[]): string {
  const isOfSeveral = groups.some((group) => group.documentId !== documentId);
  return [...(isOfSeveral ? [title] : []), ...headingPath].map(oneLine).join(" › ");
}

interface Source {
  readonly citations: readonly Citation[];
  /** Of the claims that cite it. */
  readonly calculations: readonly Calculation[];
}

function renderSource(
  passages: readonly Passage[],
  { citations, calculations }: Source,
  output: Output,
): readonly string[] {
  const { colors, columns } = output;
  const [first] = citations;
  const hit = passages.find(({ number }) => number === first?.number)?.hit;
  if (first === undefined || hit === undefined) return [];
  const all = placeOfAll(citations);
  const isListedBelow = calculations.length > 0 && all !== undefined && "sheet" in all;
  const place = renderPlace({ ...hit, location: isListedBelow ? hit.location : (all ?? hit.location) });
  const whole = citations.filter((one) => !citations.some((other) => other !== one && holds(other, one)));
  // A calculation says in one line what its cells say one by one.
  const quotes = [...new Set(whole.map((one) => `“${markHighlight(one, hit, colors.bold)}”`))];
  const lines = calculations.length > 0 ? calculations.flatMap(renderCalculation) : quotes;
  return [
    wrapText(`${colors.cyan(`[${first.number}]`)} ${colors.bold(place)}`, columns),
    colors.dim(wrapText(readableUri(hit.uri), columns, "    ")),
    ...lines.map((line) => wrapText(line, columns, "    ")),
  ];
}

/**
 * The cells of every citation of one sheet, such as a header and two rows, or only those cells of them that answer; of anchors the one furthest inside the first,
 * such as a record in its list; for other places, that of the first.
 */
function placeOfAll(citations: readonly Citation[]): Location | undefined {
  const places = citations.flatMap(({ location }) => location ?? []);
  const [first] = places;
  if (first === undefined) return undefined;
  if ("anchor" in first) {
    return places.findLast((place) => "anchor" in place && place.anchor.startsWith(first.anchor));
  }
  if (!("sheet" in first)) return first;
  const narrow = citations.filter((one) => !citations.some((other) => other !== one && holds(one, other)));
  const cells = narrow.flatMap(({ location }) =>
    location !== undefined && "sheet" in location && location.sheet === first.sheet ? [location.cells] : [],
  );
  return { sheet: first.sheet, cells: [...new Set(cells)].join(", ") };
}

/** Whether a citation is of a part of another, such as a cell of a row. */
function holds(outer: Citation, inner: Citation): boolean {
  return (
    outer.documentId === inner.documentId &&
    outer.span.start <= inner.span.start &&
    inner.span.end <= outer.span.end &&
    outer.quote.length > inner.quote.length
  );
}

const ofTheDocuments: ReadonlySet<Abstained["reason"]> = new Set(["no-evidence", "below-threshold", "unsupported"]);

function renderAbstained(
  { reason, nearest, question, coverage, searchedAs = question }: Abstained,
  output: Output,
): readonly string[] {
  const { colors, columns } = output;
  const opening = ofTheDocuments.has(reason) ? "The documents do not say." : "There is no answer.";
  // What was not read whole may say it.
  const isOfAll = reason === "no-evidence" && coverage !== undefined;
  const why = isOfAll
    ? coverage.isComplete
      ? "No section matches."
      : "No section that was read matches."
    : abstentionReasons[reason];
  const sentence = wrapText(`${opening} ${why}`, columns);
  if (nearest.length === 0) return [sentence];
  const passages = nearest
    .slice(0, NEAREST_SHOWN)
    .flatMap(({ hit, text }) => [
      "",
      wrapText(colors.bold(renderPlace(hit)), columns, "  "),
      wrapText(
        renderSnippet(text, { query: searchedAs, answers: highlightedTexts(hit) }, colors.bold),
        columns,
        "    ",
      ),
    ]);
  return [sentence, "", "The nearest passages:", ...passages.slice(1)];
}
