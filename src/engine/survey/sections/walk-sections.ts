import { setImmediate } from "node:timers/promises";
import type {
  AccessScope,
  ContextPassage,
  DocumentSummary,
  Guard,
  Listener,
  MatchingDocument,
  StoreReader,
} from "../../../core/index.ts";
import { cutSections } from "./cut-sections.ts";
import { toPassage } from "./to-passage.ts";

export interface WalkServices {
  readonly store: Pick<StoreReader, "readDocument">;
  readonly guard: Guard;
  readonly emit: Listener;
}

/** What is read: the documents in this order, each section of each. */
export interface SurveyedDocuments {
  readonly collection: string;
  readonly scope: AccessScope;
  readonly documents: readonly DocumentSummary[];
  /** As they were counted before, for the progress. */
  readonly sections: number;
}

export interface WalkRequest<Item> extends SurveyedDocuments {
  /** How many sections are read side by side; from 1. */
  readonly lanes: number;
  /** What is found in a section, none where it does not match; undefined where it could not be read. */
  visit(section: ContextPassage): Promise<readonly Item[] | undefined>;
}

/** A section in which something was found. */
export interface SectionFindings<Item> {
  readonly section: ContextPassage;
  readonly items: readonly Item[];
}

export interface Walk<Item> {
  /** In reading order. */
  readonly items: readonly Item[];
  /** The sections that match, by their numbers, without their text. */
  readonly places: ReadonlyMap<number, ContextPassage>;
  readonly counts: SectionCounts;
  readonly matching: readonly MatchingDocument[];
}

export interface SectionCounts {
  readonly sections: number;
  readonly read: number;
  readonly withheld: number;
  readonly failed: number;
  readonly matching: number;
}

/** After so many sections whatever else waits gets its turn: a signal to stop among it. */
const SECTIONS_AT_ONCE = 20;

/**
 * Reads every section of the documents, a few side by side, and tells how far it has come. Sections are numbered from 1 in
 * reading order; what is found comes in that order, whichever was done first.
 */
export async function walkSections<Item>(
  services: WalkServices,
  request: WalkRequest<Item>,
  signal: AbortSignal,
): Promise<Walk<Item>> {
  const sections = readSections(services, request, signal);
  const found = new Map<number, SectionFindings<Item>>();
  const counts = { sections: 0, read: 0, withheld: 0, failed: 0, matching: 0 };
  let isStopped = false;
  const readOne = async ({ section, isWithheld }: ReadSection) => {
    const items = isWithheld ? undefined : await request.visit(section);
    counts.sections++;
    if (isWithheld) counts.withheld++;
    else if (items === undefined) counts.failed++;
    else counts.read++;
    if (items !== undefined && items.length > 0) {
      counts.matching++;
      found.set(section.number, { section: withoutText(section), items });
    }
    const total = Math.max(request.sections, counts.sections);
    services.emit({ type: "sections-read", done: counts.sections, total, matching: counts.matching });
    if (counts.sections % SECTIONS_AT_ONCE === 0) await setImmediate();
  };
  const readOn = async () => {
    for (let next = await sections.next(); !isStopped && next.done !== true; next = await sections.next()) {
      signal.throwIfAborted();
      await readOne(next.value).catch((error: unknown) => {
        isStopped = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: request.lanes }, readOn));
  const inOrder = [...found].sort(([one], [other]) => one - other).map(([, findings]) => findings);
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
      const text = await guardSection(services, section.text, signal);
      yield { section: text === undefined ? section : { ...section, text }, isWithheld: text === undefined };
    }
  }
}

/** The text to go on with; undefined where the guard lets nothing pass. */
async function guardSection(
  { guard, emit }: Pick<WalkServices, "guard" | "emit">,
  text: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { verdict, action, text: redacted } = await guard.check("passage", text, "document", signal);
  emit({ type: "guarded", stage: "passage", verdict, action });
  if (action === "allow") return text;
  return action === "redact" ? redacted : undefined;
}

/** Of many sections only the places are kept; their text is read again where it is cited. */
function withoutText(section: ContextPassage): ContextPassage {
  return { ...section, text: "", elements: [], hit: { ...section.hit, text: "" } };
}

function countByDocument(found: readonly SectionFindings<unknown>[]): readonly MatchingDocument[] {
  const counted = new Map<string, MatchingDocument>();
  for (const { section } of found) {
    const { documentId, uri, title } = section.hit;
    const sections = (counted.get(documentId)?.sections ?? 0) + 1;
    counted.set(documentId, { documentId, uri, title, sections });
  }
  return [...counted.values()];
}
