import { type ContextPassage, type Document, defined, locateSpan } from "../../../core/index.ts";
import type { Section } from "./cut-sections.ts";

/** Converts a section to a passage for an answerer; it has no rank of a search. */
export function toPassage(document: Document, { span, headingPath }: Section, number: number): ContextPassage {
  const text = document.text.slice(span.start, span.end);
  const location = locateSpan(document.locations, span);
  return {
    number,
    text,
    hit: defined({
      // Not a chunk of the index, but named like one: by the document and the place in it.
      chunkId: `${document.id}.section.${span.start}`,
      documentId: document.id,
      title: document.title,
      uri: document.uri,
      span,
      text,
      headingPath,
      location,
      rank: number,
      score: 0,
      stage: "survey",
      explanation: { stages: [] },
    }),
    contentHash: document.contentHash,
    metadata: document.metadata,
    elements: document.elements
      .filter((element) => element.span.start < span.end && element.span.end > span.start)
      .map((element) => {
        const { header } = element;
        return header ? { ...element, headerText: document.text.slice(header.start, header.end) } : element;
      }),
  };
}
