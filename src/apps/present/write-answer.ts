import type { Abstained, Answer, ClaimGroup, Conflict, Grounded, Span } from "../../core/index.ts";
import { abstentionReasons } from "./abstention-reasons.ts";
import { describePlace, oneLine } from "./describe-place.ts";
import { marksOf } from "./mark-sentence.ts";

const SNIPPET_CHARACTERS = 240;
/** Above the list of sources, so that a reader of earlier answers can tell it from what they say. */
export const SOURCES_HEADING = "Sources:";

/** An answer as text, for readers that show nothing else. */
export interface WrittenAnswer {
  readonly text: string;
  /** Each sentence with its marks, once for each source that it cites. */
  readonly cited: readonly { readonly span: Span; readonly number: number }[];
}

/**
 * Writes an answer as text: each sentence with the numbers of its sources, what other documents say otherwise, the list of the
 * sources; or why there is no answer, with the nearest passages. Line ends are `\n`, and lists are lists of Markdown, too.
 */
export function writeAnswer(answer: Answer): WrittenAnswer {
  if (answer.status === "abstained") return { text: writeAbstention(answer), cited: [] };
  const { text, cited } = writeSentences(answer);
  const parts = [
    text,
    ...(answer.conflicts ?? []).map(writeConflict),
    ...(answer.coverage === undefined ? [] : [answer.coverage.statement]),
    ...writeSources(answer),
  ];
  return { text: parts.join("\n\n"), cited };
}

/** The sentences alone, as they are streamed. */
function writeSentences({ text, claims, citations, groups = [] }: Grounded): WrittenAnswer {
  let written = "";
  let from = 0;
  const cited: { readonly span: Span; readonly number: number }[] = [];
  const headings = new Map(groups.map((group) => [group.claims[0], headingOf(group, groups)]));
  for (const [index, claim] of claims.entries()) {
    const heading = headings.get(index) ?? "";
    const numbers = claim.citations.flatMap((one) => citations[one]?.number ?? []);
    if (heading === "") written += text.slice(from, claim.span.start);
    else written += `${written === "" ? "" : "\n\n"}${heading}\n`;
    const start = written.length;
    written += text.slice(claim.span.start, claim.span.end) + marksOf(claim, numbers);
    for (const number of new Set(numbers)) cited.push({ span: { start, end: written.length }, number });
    from = claim.span.end;
  }
  return { text: written + text.slice(from), cited };
}

/** The document's title only where there are several documents. */
function headingOf({ documentId, title, headingPath }: ClaimGroup, groups: readonly ClaimGroup[]): string {
  const isOfSeveral = groups.some((group) => group.documentId !== documentId);
  return [...(isOfSeveral ? [title] : []), ...headingPath].map((part) => oneLine(part)).join(" › ");
}

function writeSources({ passages, citations }: Grounded): readonly string[] {
  const numbers = [...new Set(citations.map(({ number }) => number))].sort((a, b) => a - b);
  const lines = numbers.flatMap((number) => {
    const passage = passages.find((one) => one.number === number);
    if (passage === undefined) return [];
    const { hit } = passage;
    const location = citations.find((one) => one.number === number)?.location ?? hit.location;
    return [`- [${number}] ${describePlace({ ...hit, location })} (${hit.uri})`];
  });
  return lines.length === 0 ? [] : [[SOURCES_HEADING, ...lines].join("\n")];
}

function writeConflict({ sides, newer }: Conflict): string {
  const told = sides.map(({ title, quote, version, uri }, index) => {
    const age = [...(version === undefined ? [] : [version]), ...(index === newer ? ["newer"] : [])].join(", ");
    return `- ${oneLine(title)}${age === "" ? "" : ` (${age})`}: “${oneLine(quote)}” (${uri})`;
  });
  return ["The documents disagree:", ...told].join("\n");
}

function writeAbstention({ reason, nearest, coverage }: Abstained): string {
  const isStopped = reason === "guard-blocked" || reason === "needs-review";
  const opening = `${isStopped ? "There is no answer." : "The documents do not say."} ${abstentionReasons[reason]}`;
  const passages = nearest.map(
    ({ hit, text }) => `- ${describePlace(hit)}: “${oneLine(text, SNIPPET_CHARACTERS)}” (${hit.uri})`,
  );
  return [
    opening,
    ...(coverage === undefined ? [] : [coverage.statement]),
    ...(passages.length === 0 ? [] : [["The nearest passages:", ...passages].join("\n")]),
  ].join("\n\n");
}
