import type { Chunk, Document } from "../core/index.ts";

/** A document with every field set, for contract suites; `changes` replace fields. */
export function sampleDocument(id: string, changes: Partial<Document> = {}): Document {
  const text = changes.text ?? `# Stroke unit\n\nThe ward of ${id} opens at 8:30. Größe, 東京, 🦊.\n`;
  return {
    id,
    collection: "default",
    uri: `file:///docs/${id}.md`,
    title: `Document ${id}`,
    mediaType: "text/markdown",
    metadata: { year: 2024, draft: false, author: ["Ng", "Li"], reviewed: "2024-05-01" },
    accessLabels: [],
    contentHash: "0".repeat(64 - id.length) + id,
    loader: { id: "markdown", version: "1" },
    settingsFingerprint: "f00d",
    addedAt: "2026-01-02T03:04:05.678Z",
    receipt: {
      pages: 2,
      pagesWithoutText: [2],
      characters: text.length,
      tables: 0,
      chunks: 1,
      warnings: [{ code: "page-without-text", message: "Page 2 has no text.", page: 2 }],
    },
    text,
    elements: [
      { kind: "heading", span: { start: 0, end: 13 }, level: 1 },
      { kind: "table", span: { start: 15, end: 20 }, header: { start: 15, end: 17 } },
    ],
    locations: [
      { span: { start: 0, end: 13 }, location: { anchor: "stroke-unit" } },
      {
        span: { start: 15, end: 20 },
        location: { page: 1, boxes: [{ x: 72.1, y: 0.1 + 0.2, width: 9, height: 1e-7 }] },
      },
      { span: { start: 22, end: 24 }, location: { sheet: "Doses", cells: "A1:B2" } },
      { span: { start: 24, end: 25 }, location: { slide: 3 } },
    ],
    ...changes,
  };
}

/** Returns chunks that cut the document's text into pieces of equal length. */
export function sampleChunks({ id, contentHash, text }: Document, count = 1): readonly Chunk[] {
  const length = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, number) => {
    const span = { start: number * length, end: Math.min((number + 1) * length, text.length) };
    return {
      id: `${id}.${contentHash.slice(-8)}.${String(number).padStart(6, "0")}`,
      documentId: id,
      span,
      text: text.slice(span.start, span.end),
      headingPath: ["Stroke unit", `Part ${number}`],
      tokens: number + 7,
    };
  });
}
