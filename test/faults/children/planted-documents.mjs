// Small documents for the programs of this folder, which differ in each step.
import { createHash } from "node:crypto";

export const collection = "default";
const words = ["ward", "dose", "fever", "nurse", "clinic", "aspirin", "stroke", "visit", "record", "hours", "consent"];

/** Returns the document of a step. After `count` steps, the ids repeat. */
export function documentOf(step, count) {
  const id = `d${step % count}`;
  const sentence = (number) => {
    const at = (offset) => words[(step * 7 + number * 5 + offset) % words.length];
    return `Step ${step} sentence ${number}: the ${at(0)} and the ${at(3)} of ${id}. `;
  };
  const pieces = Array.from({ length: 1 + (step % 5) }, (_, number) => sentence(number).repeat(1 + (step % 30)));
  const text = pieces.join("");
  const contentHash = createHash("sha256").update(text).digest("hex");
  let end = 0;
  const chunks = pieces.map((piece, number) => {
    const span = { start: end, end: end + piece.length };
    end = span.end;
    const chunkId = `${id}.${contentHash.slice(0, 8)}.${String(number).padStart(6, "0")}`;
    return { id: chunkId, documentId: id, span, text: piece, headingPath: [id], tokens: piece.length };
  });
  const receipt = { pagesWithoutText: [], characters: text.length, tables: 0, chunks: chunks.length, warnings: [] };
  const document = {
    id,
    collection,
    uri: `file:///${id}.txt`,
    title: id,
    mediaType: "text/plain",
    metadata: { step },
    accessLabels: [],
    contentHash,
    loader: { id: "text", version: "1" },
    settingsFingerprint: "f00d",
    addedAt: "2026-01-02T03:04:05.678Z",
    receipt,
    text,
    elements: [],
    locations: [],
  };
  return { document, chunks, original: Buffer.from(text) };
}
