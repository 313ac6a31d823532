import { setImmediate } from "node:timers/promises";
import {
  type AccessScope,
  type ContextPassage,
  checkText,
  type DocumentSummary,
  type GuardServices,
  type MatchingDocument,
  mayPass,
  type StoreReader,
} from "../../../core/index.ts";
import { cutSections } from "./cut-sections.ts";
import { toPassage } from "./to-passage.ts";

/** Services that read and guard sections. */
export interface WalkServices extends GuardServices {
  readonly store: Pick<StoreReader, "readDocument">;
}

/** Documents whose sections are read, in this order. */
export interface SurveyedDocuments {
  readonly collection: string;
  readonly scope: AccessScope;
  readonly documents: readonly DocumentSummary[];
  /** Number of sections for the progress, counted in advance. */
  readonly sections: number;
}

/** A walk through all sections. */
export interface WalkRequest<Item> extends SurveyedDocuments {
  /** Number of sections read at once, from 1. */
  readonly lanes: number;
  /** Reads a section and returns its matches; undefined if it could not be read. */
  visit(section: ContextPassage): Promise<readonly Item[] | undefined>;
}

/** A section with its matches. */
export interface SectionFindings<Item> {
  readonly section: ContextPassage;
  readonly items: readonly Item[];
}

/** Results of a walk. */
export interface Walk<Item> {
  /** Matches in reading order. */
  readonly items: readonly Item[];
  /** Matching sections by number, without their text. */
  readonly places: ReadonlyMap<number, ContextPassage>;
  readonly counts: SectionCounts;
  readonly matching: readonly MatchingDocument[];
}

/** Numbers of sections. */
export interface SectionCounts {
  readonly sections: number;
  readonly read: number;
  readonly withheld: number;
  readonly failed: number;
  readonly matching: number;
}

/** Number of sections after which the event loop gets a turn, in which a signal to stop can arrive. */
const SECTIONS_PER_TURN = 20;

/**
 * Reads every section of the documents, several at once, and reports progress. Sections are numbered from 1
 * in reading order, and matches are returned in that order, regardless of which section was finished first.
 * The first failure ends the walk.
 */
export async function walkSections<Item>(
  services: WalkServices,
  request: WalkRequest<Item>,
  signal: AbortSignal,
): Promise<Walk<Item>> {
  const sections = readSections(services, request, signal);
  const findings = new Map<number, SectionFindings<Item>>();
  const counts = { sections: 0, read: 0, withheld: 0, failed: 0, matching: 0 };
  let isStopped = false;

  const readNext = async ({ section, isWithheld }: ReadSection) => {
    const items = isWithheld ? undefined : await request.visit(section);
    counts.sections++;
    if (isWithheld) counts.withheld++;
    else if (items === undefined) counts.failed++;
    else counts.read++;
    if (items !== undefined && items.length > 0) {
      counts.matching++;
      findings.set(section.number, { section: withoutText(section), items });
    }
    const total = Math.max(request.sections, counts.sections);
    services.emit({ type: "sections-read", done: counts.sections, total, matching: counts.matching });
    if (counts.sections % SECTIONS_PER_TURN === 0) await setImmediate();
  };
  const readOn = async () => {
    for (let next = await sections.next(); !isStopped && next.done !== true; next = await sections.next()) {
      signal.throwIfAborted();
      await readNext(next.value).catch((error: unknown) => {
        isStopped = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: request.lanes }, readOn));

  const inOrder = [...findings].sort(([left], [right]) => left - right).map(([, finding]) => finding);
  const places = new Map(inOrder.map(({ section }) => [section.number, section]));
  return { items: inOrder.flatMap(({ items }) => items), places, counts, matching: countByDocument(inOrder) };
}

interface ReadSection {
  readonly section: ContextPassage;
  readonly isWithheld: boolean;
}

async function* readSections(
  services: WalkServices,
  { collection, scope, documents }: SurveyedDocuments,
  signal: AbortSignal,
): AsyncGenerator<ReadSection> {
  let number = 0;
  for (const { id } of documents) {
    const document = await services.store.readDocument({ collection, scope, document: id }, signal);
    if (document === undefined) continue;
    for (const cut of cutSections(document)) {
      number++;
      const section = toPassage(document, cut, number);
      const text = await guardSection(services, section, signal);
      yield { section: text === undefined ? section : { ...section, text }, isWithheld: text === undefined };
    }
  }
}

/** Returns the text that the guard allows, redacted if necessary; undefined if it withholds the section. */
async function guardSection(
  services: GuardServices,
  { text, hit }: ContextPassage,
  signal: AbortSignal,
): Promise<string | undefined> {
  const request = { stage: "retrieval", text, origin: `document:${hit.documentId}` } as const;
  const decision = await checkText(services, request, signal);
  return mayPass(decision) ? decision.text : undefined;
}

/** Returns a section without its text, to save memory; the text is read again when it is cited. */
function withoutText(section: ContextPassage): ContextPassage {
  return { ...section, text: "", elements: [], hit: { ...section.hit, text: "" } };
}

function countByDocument(findings: readonly SectionFindings<unknown>[]): readonly MatchingDocument[] {
  const documents = new Map<string, MatchingDocument>();
  for (const { section } of findings) {
    const { documentId, uri, title } = section.hit;
    const sections = (documents.get(documentId)?.sections ?? 0) + 1;
    documents.set(documentId, { documentId, uri, title, sections });
  }
  return [...documents.values()];
}
