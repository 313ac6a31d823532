import {
  type Answer,
  type ClaimGroup,
  type Grounded,
  HELP_WARNING,
  type Passage,
  type Warning,
} from "../../core/index.ts";
import { type CitedSource, citedSources } from "./cited-sources.ts";
import { claimNote } from "./claim-note.ts";
import { describeAbstention } from "./describe-abstention.ts";
import { type DescribedConflict, describeConflict } from "./describe-conflict.ts";
import { oneLine } from "./sanitize-text.ts";

/** Sign before the text that says where to find help. It is the same in all languages. */
export const HELP_SIGN = "☎ ";

export const NEAREST_HEADING = "The nearest passages:";

/** A sentence of an answer with everything that is printed around it. */
export interface PresentedSentence {
  /** Heading above the sentence, in a summary; empty for most sentences. */
  readonly heading: string;
  /** White space between the sentence before and this one. */
  readonly gap: string;
  readonly text: string;
  /** Numbers of its sources, each once. */
  readonly numbers: readonly number[];
  /** Remark after a sentence that its sources do not support; else empty. */
  readonly note: string;
}

/**
 * An answer in words, which every printer lays out in its own way: as text for agents and chats, or for a terminal.
 * All printers take their words from here, so they cannot contradict each other.
 */
export interface PresentedAnswer {
  /**
   * Places where a person in need finds help; empty for most questions. Printed before an
   * abstention and right after an answer.
   */
  readonly help: readonly string[];
  /** Why there is no answer; undefined if there is one. */
  readonly abstention: string | undefined;
  readonly sentences: readonly PresentedSentence[];
  /** Text after the last sentence. */
  readonly ending: string;
  readonly sources: readonly CitedSource[];
  readonly conflicts: readonly DescribedConflict[];
  /** Statement of the sections that were read; undefined if not every section was to be read. */
  readonly coverage: string | undefined;
  /** Passages nearest to a question that has no answer. */
  readonly nearest: readonly Passage[];
  readonly warnings: readonly string[];
}

/** Puts an answer into words. */
export function presentAnswer(answer: Answer): PresentedAnswer {
  const coverage = answer.coverage?.statement;
  const [helps, others] = separateHelp(answer.warnings);
  const help = helps.map(({ message }) => `${HELP_SIGN}${oneLine(message)}`);
  const warnings = others.map(({ message }) => oneLine(message));
  if (answer.status === "abstained")
    return {
      help,
      abstention: describeAbstention(answer),
      sentences: [],
      ending: "",
      sources: [],
      conflicts: [],
      coverage,
      nearest: answer.nearest,
      warnings,
    };
  return {
    help,
    abstention: undefined,
    sentences: presentSentences(answer),
    ending: answer.text.slice(answer.claims.at(-1)?.span.end ?? 0),
    sources: citedSources(answer),
    conflicts: (answer.conflicts ?? []).map(describeConflict),
    coverage,
    nearest: [],
    warnings,
  };
}

/** Separates the warnings that say where to find help from the others. */
export function separateHelp(warnings: readonly Warning[]): readonly [readonly Warning[], readonly Warning[]] {
  const helps = warnings.filter(({ code }) => code === HELP_WARNING);
  return [helps, warnings.filter((warning) => !helps.includes(warning))];
}

function presentSentences({ text, claims, citations, groups = [] }: Grounded): readonly PresentedSentence[] {
  const headings = new Map(groups.map((group) => [group.claims[0], headingOf(group, groups)]));
  return claims.map((claim, index) => {
    const { span, citations: indexes } = claim;
    return {
      heading: headings.get(index) ?? "",
      gap: text.slice(claims[index - 1]?.span.end ?? 0, span.start),
      text: text.slice(span.start, span.end),
      numbers: [...new Set(indexes.flatMap((position) => citations[position]?.number ?? []))],
      note: claimNote(claim),
    };
  });
}

/** Returns the heading above a group of claims, with the document's title if there are several documents. */
function headingOf({ documentId, title, headingPath }: ClaimGroup, groups: readonly ClaimGroup[]): string {
  const isOfSeveral = groups.some((group) => group.documentId !== documentId);
  return [...(isOfSeveral ? [title] : []), ...headingPath].map(oneLine).join(" › ");
}
