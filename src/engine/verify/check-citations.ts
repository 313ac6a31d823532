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

/** A cited span whose bytes were compared with the stored text just now. */
export interface CheckedCitation {
  readonly passage: number;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly contentHash: string;
  readonly location?: Location;
}

/** A sentence with those of its citations that hold; at least one. */
export interface CheckedSentence
  extends Pick<AnswerSentence, "text" | "layout" | "statement" | "values" | "calculation"> {
  readonly citations: readonly CheckedCitation[];
}

/** The parts of a document that a citation is checked against. */
export type CitedDocument = Pick<Document, "text" | "contentHash" | "locations">;

/**
 * Keeps the citations that are byte-exact: the answerer saw exactly what the stored document says at the span, in the
 * same version. The others are not shown, and a sentence that has none left is not shown either.
 *
 * @param passages      what the answerer saw; a table's header counts as seen, and so do the cells of a calculation
 * @param readDocument  asked once for each cited document; undefined when it has gone
 */
export async function checkCitations(
  draft: Pick<AnswerDraft, "sentences">,
  passages: readonly ContextPassage[],
  readDocument: (documentId: string) => Promise<CitedDocument | undefined>,
): Promise<readonly CheckedSentence[]> {
  const seen = new Map(passages.map((passage) => [passage.number, passage]));
  const documents = new Map<string, CitedDocument | undefined>();
  const checked: CheckedSentence[] = [];
  for (const sentence of draft.sentences) {
    const cells = sentence.calculation?.cells ?? [];
    const citations: CheckedCitation[] = [];
    for (const { passage: number, span } of sentence.evidence) {
      const passage = seen.get(number);
      if (!passage) continue;
      const { documentId } = passage.hit;
      if (!documents.has(documentId)) documents.set(documentId, await readDocument(documentId));
      const citation = checkCitation({ passage, cells }, span, documents.get(documentId));
      if (citation) citations.push(citation);
    }
    if (citations.length > 0) checked.push({ ...withoutEvidence(sentence), citations });
  }
  return checked;
}

function withoutEvidence({ text, layout, statement, values, calculation }: AnswerSentence) {
  return defined({ text, layout, statement, values, calculation });
}

/** What was before the answerer: a passage, and the cells of a table that it computed with. */
interface Seen {
  readonly passage: ContextPassage;
  readonly cells: readonly Pick<CalculatedCell, "span" | "quote">[];
}

function checkCitation(
  { passage, cells }: Seen,
  span: Span,
  document: CitedDocument | undefined,
): CheckedCitation | undefined {
  const quote = quoteFrom({ passage, cells }, span);
  if (!document || !quote || document.contentHash !== passage.contentHash) return undefined;
  if (document.text.slice(span.start, span.end) !== quote) return undefined;
  if (splitsCharacter(document.text, span.start) || splitsCharacter(document.text, span.end)) return undefined;
  const location = locateSpan(document.locations, span);
  return {
    passage: passage.number,
    documentId: passage.hit.documentId,
    span,
    quote,
    contentHash: document.contentHash,
    ...(location ? { location } : {}),
  };
}

/** What the answerer saw at the span; undefined where it saw nothing, or not all of it. */
function quoteFrom({ passage, cells }: Seen, span: Span): string | undefined {
  const shown = { span: passage.hit.span, text: passage.text };
  const headers = passage.elements.flatMap(({ header, headerText }) =>
    header && headerText !== undefined ? [{ span: header, text: headerText }] : [],
  );
  const computed = cells.map((cell) => ({ span: cell.span, text: cell.quote }));
  const holder = [shown, ...headers, ...computed].find(
    (part) => Number.isInteger(span.start) && span.start >= part.span.start && span.end <= part.span.end,
  );
  return holder?.text.slice(span.start - holder.span.start, span.end - holder.span.start);
}

/** Whether the offset lies between the two halves of a surrogate pair. */
function splitsCharacter(text: string, offset: number): boolean {
  return (
    /[\uD800-\uDBFF]$/.test(text.slice(Math.max(0, offset - 1), offset)) &&
    /^[\uDC00-\uDFFF]/.test(text.slice(offset, offset + 1))
  );
}
