import type { ContextPassage, Document, Hit, PassageElement, PassageOrder, Span } from "../../../core/index.ts";
import { cutNoise } from "./cut-noise.ts";
import { orderPassages } from "./order-passages.ts";

/** What the context is made of; a hit whose document is not among `documents`, or has changed, is left out. */
export interface ContextRequest {
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly documents: ReadonlyMap<string, Document>;
  /** Of all passages together, in the answering model's tokens. */
  readonly budgetTokens: number;
  /** Default `ends`. */
  readonly order?: PassageOrder;
  countTokens(text: string): number;
  splitSentences(text: string): readonly Span[];
}

export interface Context {
  /** Numbered from 1 in the order presented. */
  readonly passages: readonly ContextPassage[];
  readonly tokens: number;
}

type Draft = Omit<ContextPassage, "number">;

/**
 * Chooses and orders what the answerer reads: noise is cut, the strongest hits are taken until the budget is spent,
 * and unless another order is asked for, the strongest stand at the two ends. A hit that does not fit is passed over; the very first is cut after its
 * last whole sentence that fits.
 */
export function composeContext(request: ContextRequest): Context {
  const taken: Draft[] = [];
  let tokens = 0;
  for (const hit of cutNoise(request.hits)) {
    const draft = readPassage(hit, request.documents.get(hit.documentId));
    if (!draft) continue;
    const left = request.budgetTokens - tokens;
    const fitting = fits(draft, left, request) ? draft : taken.length === 0 ? shorten(draft, left, request) : undefined;
    if (!fitting) continue;
    taken.push(fitting);
    tokens += tokensOf(fitting, request);
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

/** The text, and each header that stands outside of it. */
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
