import {
  type AnswerDraft,
  type AnswerSentence,
  type CalculatedCell,
  type ContextPassage,
  type Document,
  defined,
  type Location,
  locateSpan,
  type Span,
} from "../../core/index.ts";

/** A citation whose quote equals the stored text. */
export interface CheckedCitation {
  readonly passage: number;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly contentHash: string;
  readonly location?: Location;
}

/** A sentence with its valid citations, at least one. */
export interface CheckedSentence
  extends Pick<AnswerSentence, "text" | "layout" | "statement" | "values" | "calculation"> {
  readonly citations: readonly CheckedCitation[];
}

/** The parts of a document that a citation is checked against. */
export type CitedDocument = Pick<Document, "text" | "contentHash" | "locations">;

/**
 * Returns the sentences with their byte-exact citations: the answerer saw exactly the text that the stored document has
 * at the span, in the same version. Other citations are dropped, and so are sentences without a valid citation.
 *
 * @param passages      passages that the answerer saw; it also saw tables' headers and the cells of its calculations
 * @param readDocument  reads a document, once for each cited one; returns undefined if it was removed
 */
export async function checkCitations(
  draft: Pick<AnswerDraft, "sentences">,
  passages: readonly ContextPassage[],
  readDocument: ReadDocument,
): Promise<readonly CheckedSentence[]> {
  const seen = new Map(passages.map((passage) => [passage.number, passage]));
  const readOnce = createDocumentCache(readDocument);
  const checked: CheckedSentence[] = [];
  for (const sentence of draft.sentences) {
    const cells = sentence.calculation?.cells ?? [];
    const citations: CheckedCitation[] = [];
    for (const { passage: number, span } of sentence.evidence) {
      const passage = seen.get(number);
      if (!passage) continue;
      const citation = checkCitation({ passage, cells }, span, await readOnce(passage.hit.documentId));
      if (citation) citations.push(citation);
    }
    if (citations.length > 0) checked.push({ ...withoutEvidence(sentence), citations });
  }
  return checked;
}

type ReadDocument = (documentId: string) => Promise<CitedDocument | undefined>;

function createDocumentCache(readDocument: ReadDocument): ReadDocument {
  const documents = new Map<string, CitedDocument | undefined>();
  return async (documentId) => {
    if (!documents.has(documentId)) documents.set(documentId, await readDocument(documentId));
    return documents.get(documentId);
  };
}

function withoutEvidence({ text, layout, statement, values, calculation }: AnswerSentence) {
  return defined({ text, layout, statement, values, calculation });
}

/** Texts that the answerer saw: a passage, and the cells of a table that it computed with. */
interface SeenTexts {
  readonly passage: ContextPassage;
  readonly cells: readonly Pick<CalculatedCell, "span" | "quote">[];
}

function checkCitation(
  { passage, cells }: SeenTexts,
  span: Span,
  document: CitedDocument | undefined,
): CheckedCitation | undefined {
  const quote = quoteFrom({ passage, cells }, span);
  if (!document || !quote || document.contentHash !== passage.contentHash) return undefined;
  if (document.text.slice(span.start, span.end) !== quote) return undefined;
  if (splitsCharacter(document.text, span.start) || splitsCharacter(document.text, span.end)) return undefined;
  const location = locateSpan(document.locations, span);
  return defined({
    passage: passage.number,
    documentId: passage.hit.documentId,
    span,
    quote,
    contentHash: document.contentHash,
    location,
  });
}

/** Returns the text that the answerer saw at the span; undefined if it did not see all of it. */
function quoteFrom({ passage, cells }: SeenTexts, span: Span): string | undefined {
  const shown = { span: passage.hit.span, text: passage.text };
  const headers = passage.elements.flatMap(({ header, headerText }) =>
    header && headerText !== undefined ? [{ span: header, text: headerText }] : [],
  );
  const computed = cells.map((cell) => ({ span: cell.span, text: cell.quote }));
  const source = [shown, ...headers, ...computed].find(
    (part) => Number.isInteger(span.start) && span.start >= part.span.start && span.end <= part.span.end,
  );
  return source?.text.slice(span.start - source.span.start, span.end - source.span.start);
}

/** Returns whether the offset lies between the two halves of a surrogate pair. */
function splitsCharacter(text: string, offset: number): boolean {
  return (
    /[\uD800-\uDBFF]$/.test(text.slice(Math.max(0, offset - 1), offset)) &&
    /^[\uDC00-\uDFFF]/.test(text.slice(offset, offset + 1))
  );
}
