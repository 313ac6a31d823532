import type { Conflict, ConflictSide, ContextPassage, Document, Span } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { type CheckServices, findDisagreement } from "../../verify/index.ts";
import { findCandidateSentences } from "../extract/find-candidate-sentences.ts";
import { numbersIn } from "../extract/profile-question.ts";
import { shownText } from "../extract/sentence-features.ts";
import { newerOf, versionOf } from "./version-of.ts";

interface Cited {
  readonly passage: number;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly contentHash: string;
}

export interface ConflictRequest {
  readonly question: string;
  /** The sentences that are shown, with what they cite. */
  readonly shown: readonly { readonly citations: readonly Cited[] }[];
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
}

/** What a sentence must share with another for both to be compared at all. */
const LEAST_SHARED = 0.5;
const MOST_CONFLICTS = 5;

/**
 * Finds what other passages say otherwise than the answer: of the same thing another number, date, time or version, or
 * the contrary. Two documents are told once. A question that names a year or version asks for that one,
 * and the others are no conflict.
 */
export function findConflicts(services: CheckServices, request: ConflictRequest): readonly Conflict[] {
  const { shown, passages, question } = request;
  const asked = numbersIn(question);
  const conflicts: Conflict[] = [];
  const told = new Set<string>();
  for (const { citations } of shown) {
    const cited = [...citations].sort((one, other) => other.quote.length - one.quote.length)[0];
    const own = passages.find(({ number }) => number === cited?.passage);
    if (cited === undefined || own === undefined) continue;
    for (const passage of passages) {
      const key = [cited.documentId, passage.hit.documentId].sort().join(" ");
      if (passage.hit.documentId === cited.documentId || told.has(key)) continue;
      if (asked.some((number) => says(own, number) !== says(passage, number))) continue;
      const conflict = compareWith(services, { cited, own, passage }, request);
      if (conflict === undefined) continue;
      told.add(key);
      conflicts.push(conflict);
    }
  }
  return conflicts.slice(0, MOST_CONFLICTS);
}

interface Compared {
  readonly cited: Cited;
  readonly own: ContextPassage;
  /** Of another document. */
  readonly passage: ContextPassage;
}

function compareWith(
  services: CheckServices,
  { cited, own, passage }: Compared,
  { documents }: ConflictRequest,
): Conflict | undefined {
  const terms = new Set(services.analyze(cited.quote));
  for (const candidate of findCandidateSentences(passage, services.splitSentences)) {
    const shared = new Set(services.analyze(shownText(candidate)).filter((term) => terms.has(term))).size;
    if (shared < LEAST_SHARED * terms.size) continue;
    const found = findDisagreement(services, cited.quote, candidate.text);
    if (found === undefined) continue;
    const { hit, contentHash } = passage;
    const { span, text: quote } = candidate;
    const [one, other] = [
      toSide(own, { ...cited }, documents),
      toSide(passage, { documentId: hit.documentId, span, quote, contentHash }, documents),
    ];
    const newer = newerOf(knownVersion(one), knownVersion(other));
    return defined({ ...found, sides: [one, other], newer });
  }
  return undefined;
}

function toSide(
  { hit }: ContextPassage,
  { documentId, span, quote, contentHash }: Omit<Cited, "passage">,
  documents: ReadonlyMap<string, Document>,
): ConflictSide {
  const { title, uri, headingPath } = hit;
  const document = documents.get(documentId);
  const known = document === undefined ? undefined : versionOf(document, headingPath);
  return { documentId, title, uri, span, quote, contentHash, ...known };
}

function knownVersion({ version, versionFrom }: ConflictSide) {
  return version === undefined || versionFrom === undefined ? undefined : { version, versionFrom };
}

/** In its title, its headings or its metadata: what the text says of other versions does not make it one of them. */
function says({ hit, metadata }: ContextPassage, number: string): boolean {
  const place = [hit.title, ...hit.headingPath, ...Object.values(metadata).map(String)].join("\n");
  return numbersIn(place).includes(number);
}
