import type { Analyzer, Chunk } from "../../../core/index.ts";
import { createPostingLog } from "./posting-log.ts";
import { type InvertedChunks, MAX_COUNT } from "./term-postings.ts";

/** A chunk with its document's title and language. */
export interface ChunkToInvert {
  readonly chunk: Pick<Chunk, "text" | "headingPath">;
  readonly title: string;
  readonly language: string;
}

/** Builds the postings of every term in the chunks' three fields. `chunks` are in the order of their ordinals. */
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

/** Creates analysers that reuse their last result, since neighbouring chunks share the title and often the headings. */
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
