import type { Analyzer, Chunk } from "../../../core/index.ts";
import { createPostingLog } from "./posting-log.ts";
import { type InvertedChunks, MAX_COUNT } from "./term-postings.ts";

/** A chunk with what its words are analysed with. */
export interface ChunkToInvert {
  readonly chunk: Pick<Chunk, "text" | "headingPath">;
  readonly title: string;
  readonly language: string;
}

/** Turns chunks, in the order of their ordinals, into the postings of every term in their three fields. */
export function invertChunks(chunks: readonly ChunkToInvert[], analyzer: Analyzer): InvertedChunks {
  const analyze = rememberLast(analyzer);
  const postings = createPostingLog();
  const column = () => new Uint16Array(chunks.length);
  const lengths = [column(), column(), column()] as const;
  for (const [ordinal, { chunk, title, language }] of chunks.entries()) {
    const fields = [
      analyzer.analyze(chunk.text, language),
      analyze.title(title, language),
      analyze.headings(chunk.headingPath.join("\n"), language),
    ];
    for (const [field, terms] of fields.entries()) {
      const column = lengths[field];
      if (column) column[ordinal] = Math.min(MAX_COUNT, terms.length);
      for (const term of terms) postings.count(term, ordinal, field);
    }
  }
  return { chunkCount: chunks.length, lengths, terms: postings.terms() };
}

/** Neighbouring chunks share their title, and often their headings. */
function rememberLast(analyzer: Analyzer) {
  const remembering = () => {
    let last: { text: string; language: string; terms: readonly string[] } | undefined;
    return (text: string, language: string): readonly string[] => {
      if (last?.text !== text || last.language !== language) {
        last = { text, language, terms: analyzer.analyze(text, language) };
      }
      return last.terms;
    };
  };
  return { title: remembering(), headings: remembering() };
}
