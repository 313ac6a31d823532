// A document of given texts, one for each chunk, as an index takes it.

/** Returns document `number` with its chunks. `fields` sets some of the document's fields, such as the title. */
export function plantedDocument(number, texts, fields = {}) {
  const id = `d${String(number).padStart(7, "0")}`;
  const text = texts.join("\n\n");
  const document = {
    id,
    collection: "default",
    uri: `file:///${id}.txt`,
    title: "",
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: id.padStart(64, "0"),
    loader: { id: "text", version: "1" },
    settingsFingerprint: "",
    addedAt: "2026-01-01T00:00:00.000Z",
    receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: texts.length, warnings: [] },
    text,
    elements: [],
    locations: [],
    ...fields,
  };
  let start = 0;
  const chunks = texts.map((chunk, at) => {
    const span = { start, end: start + chunk.length };
    start = span.end + 2;
    const chunkId = `${id}.00000000.${String(at).padStart(6, "0")}`;
    return { id: chunkId, documentId: id, span, text: chunk, headingPath: [], tokens: 120 };
  });
  return { document, chunks };
}
