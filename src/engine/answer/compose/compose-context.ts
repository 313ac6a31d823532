import type { ContextPassage, Document, Hit, PassageElement, PassageOrder, Span } from "../../../core/index.ts";
import { cutNoise } from "./cut-noise.ts";
import { orderPassages } from "./order-passages.ts";

/** Input of a context; hits whose document is missing or has changed are skipped. */
export interface ContextRequest {
  /** Hits, best first. */
  readonly hits: readonly Hit[];
  readonly documents: ReadonlyMap<string, Document>;
  /** Maximum size of all passages together, in the answering model's tokens. */
  readonly budgetTokens: number;
  /** Order of the passages, default `ends`. */
  readonly order?: PassageOrder;
  countTokens(text: string): number;
  splitSentences(text: string): readonly Span[];
}

export interface Context {
  /** Passages, numbered from 1 in the order presented. */
  readonly passages: readonly ContextPassage[];
  readonly tokens: number;
}

type Draft = Omit<ContextPassage, "number">;

/**
 * Chooses and orders the passages that the answerer reads: cuts noise, then takes the strongest hits until the budget
 * is spent. Skips a hit that does not fit, except the first one, which is cut after its last sentence that fits.
 */
export function composeContext(request: ContextRequest): Context {
  const taken: Draft[] = [];
  let tokens = 0;
  for (const hit of cutNoise(request.hits)) {
    const draft = readPassage(hit, request.documents.get(hit.documentId));
    if (draft === undefined) continue;
    const remainingTokens = request.budgetTokens - tokens;
    const cut = () => (taken.length === 0 ? shorten(draft, remainingTokens, request) : undefined);
    const passage = fits(draft, remainingTokens, request) ? draft : cut();
    if (passage === undefined) continue;

    taken.push(passage);
    tokens += tokensOf(passage, request);
  }
  const ordered = orderPassages(taken, request.order ?? "ends");
  return { passages: ordered.map((draft, index) => ({ ...draft, number: index + 1 })), tokens };
}

function readPassage(hit: Hit, document: Document | undefined): Draft | undefined {
  if (!document || document.text.slice(hit.span.start, hit.span.end) !== hit.text) return undefined;
  const { contentHash, metadata } = document;
  return { hit, text: hit.text, contentHash, metadata, elements: elementsWithin(document, hit.span) };
}

function elementsWithin(document: Document, span: Span): readonly PassageElement[] {
  return document.elements
    .filter((element) => element.span.start < span.end && element.span.end > span.start)
    .map((element) => {
      const { header } = element;
      return header ? { ...element, headerText: document.text.slice(header.start, header.end) } : element;
    });
}

/** Counts the text, and each header outside it. */
function tokensOf({ hit, text, elements }: Draft, { countTokens }: ContextRequest): number {
  const outside = elements.filter(({ header }) => header && header.start < hit.span.start);
  return outside.reduce((sum, { headerText }) => sum + countTokens(headerText ?? ""), countTokens(text));
}

function fits(draft: Draft, budget: number, request: ContextRequest): boolean {
  return tokensOf(draft, request) <= budget;
}

function shorten(draft: Draft, budget: number, request: ContextRequest): Draft | undefined {
  const { start } = draft.hit.span;
  const cuts = request.splitSentences(draft.text).map(({ end }) => cutAt(draft, { start, end: start + end }));
  return cuts.reverse().find((cut) => fits(cut, budget, request));
}

function cutAt(draft: Draft, span: Span): Draft {
  const text = draft.text.slice(0, span.end - span.start);
  const elements = draft.elements.filter((element) => element.span.start < span.end);
  return { ...draft, text, elements, hit: { ...draft.hit, span, text } };
}
