import type { Analyzer, Chunk } from "../../../core/index.ts";
import { createPairReader } from "./content-pairs.ts";
import { createPostingLog } from "./posting-log.ts";
import { type InvertedChunks, MAX_COUNT } from "./term-postings.ts";
import type { WordOrder } from "./word-order.ts";
import { buildPairFilter, hashBorder } from "./word-pairs.ts";

/** A chunk with its document's title and language. */
export interface ChunkToInvert {
  readonly chunk: Pick<Chunk, "text" | "headingPath">;
  readonly title: string;
  readonly language: string;
  /** True if the next chunk follows directly in the same document, with no word between them. Default: false. */
  readonly isFollowed?: boolean;
}

/** Builds the postings of every term in the chunks' three fields, and the order of their words. `chunks` are in the order of their ordinals. */
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
  const orders = ordersOf(chunks, analyzer);
  return {
    chunkCount: chunks.length,
    lengths,
    terms: postings.terms(),
    orderOf: (ordinal) => orders[ordinal] ?? NO_ORDER,
  };
}

const NO_ORDER: WordOrder = { pairs: new Uint8Array(), border: 0 };

function ordersOf(chunks: readonly ChunkToInvert[], analyzer: Analyzer): readonly WordOrder[] {
  const readPairs = createPairReader(analyzer);
  let words = analyzer.words(chunks[0]?.chunk.text ?? "");
  return chunks.map(({ language, isFollowed = false }, ordinal) => {
    const next = analyzer.words(chunks[ordinal + 1]?.chunk.text ?? "");
    const [last, first] = [words.at(-1), next[0]];
    const hasBorder = isFollowed && last !== undefined && first !== undefined;
    const pairs = buildPairFilter(readPairs(words, language));
    words = next;
    return { pairs, border: hasBorder ? hashBorder(last, first) : 0 };
  });
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
