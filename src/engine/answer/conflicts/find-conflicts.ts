import {
  type Conflict,
  type ConflictSide,
  type ContextPassage,
  type Document,
  defined,
  type Span,
} from "../../../core/index.ts";
import { type CheckServices, findDisagreement } from "../../verify/index.ts";
import { findCandidateSentences } from "../extract/find-candidate-sentences.ts";
import { numbersIn } from "../extract/profile-question.ts";
import { shownText } from "../extract/sentence-features.ts";
import { newerOf, versionOf } from "./version-of.ts";

interface CitedSpan {
  readonly passage: number;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly contentHash: string;
}

export interface ConflictRequest {
  readonly question: string;
  /** Shown sentences with their citations. */
  readonly shown: readonly { readonly citations: readonly CitedSpan[] }[];
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
}

/** Minimum share of common terms for two sentences to be compared. */
const MIN_SHARED_TERMS = 0.5;
const MAX_CONFLICTS = 5;

/**
 * Finds passages that disagree with the answer: another number, date, time or version of the same
 * thing, or the contrary. Reports each pair of documents once. If the question names a year or version,
 * other ones are not a conflict.
 */
export function findConflicts(services: CheckServices, request: ConflictRequest): readonly Conflict[] {
  const { shown, passages, question } = request;
  const questionNumbers = numbersIn(question);
  const conflicts: Conflict[] = [];
  const reported = new Set<string>();
  for (const { citations } of shown) {
    const cited = [...citations].sort((left, right) => right.quote.length - left.quote.length)[0];
    const citedPassage = passages.find(({ number }) => number === cited?.passage);
    if (cited === undefined || citedPassage === undefined) continue;

    const isComparable = (passage: ContextPassage) =>
      passage.hit.documentId !== cited.documentId &&
      questionNumbers.every((number) => isAbout(citedPassage, number) === isAbout(passage, number));
    for (const passage of passages.filter(isComparable)) {
      const key = [cited.documentId, passage.hit.documentId].sort().join(" ");
      if (reported.has(key)) continue;
      const conflict = compareWith(services, cited, citedPassage, passage, request);
      if (conflict === undefined) continue;
      reported.add(key);
      conflicts.push(conflict);
    }
  }
  return conflicts.slice(0, MAX_CONFLICTS);
}

/**
 * @param passage  passage of another document
 */
function compareWith(
  services: CheckServices,
  cited: CitedSpan,
  citedPassage: ContextPassage,
  passage: ContextPassage,
  { documents }: ConflictRequest,
): Conflict | undefined {
  const terms = new Set(services.analyze(cited.quote));
  for (const candidate of findCandidateSentences(passage, services.splitSentences)) {
    const shared = new Set(services.analyze(shownText(candidate)).filter((term) => terms.has(term))).size;
    if (shared < MIN_SHARED_TERMS * terms.size) continue;
    const disagreement = findDisagreement(services, cited.quote, candidate.text);
    if (disagreement === undefined) continue;
    const { hit, contentHash } = passage;
    const { span, text: quote } = candidate;
    const [one, other] = [
      toSide(citedPassage, cited, documents),
      toSide(passage, { documentId: hit.documentId, span, quote, contentHash }, documents),
    ];
    const newer = newerOf(knownVersion(one), knownVersion(other));
    return defined({ ...disagreement, sides: [one, other], newer });
  }
  return undefined;
}

function toSide(
  { hit }: ContextPassage,
  { documentId, span, quote, contentHash }: Omit<CitedSpan, "passage">,
  documents: ReadonlyMap<string, Document>,
): ConflictSide {
  const { title, uri, headingPath } = hit;
  const document = documents.get(documentId);
  const version = document === undefined ? undefined : versionOf(document, headingPath);
  return { documentId, title, uri, span, quote, contentHash, ...version };
}

function knownVersion({ version, versionFrom }: ConflictSide) {
  return version === undefined || versionFrom === undefined ? undefined : { version, versionFrom };
}

/** Looks at title, headings and metadata only: a text may mention other versions. */
function isAbout({ hit, metadata }: ContextPassage, number: string): boolean {
  const place = [hit.title, ...hit.headingPath, ...Object.values(metadata).map(String)].join("\n");
  return numbersIn(place).includes(number);
}
