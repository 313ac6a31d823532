import type { Analyzer, Chunk } from "../../../core/index.ts";
import { createByteWriter } from "./byte-writer.ts";
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

/**
 * Builds the postings of every term in the chunks' three fields, and the order of their words. `chunks` are
 * in the order of their ordinals.
 */
export function invertChunks(chunks: readonly ChunkToInvert[], analyzer: Analyzer): InvertedChunks {
  const analyze = rememberLast(analyzer);
  const postings = createPostingLog();
  const column = () => new Uint16Array(chunks.length);
  const lengths = [column(), column(), column()] as const;
  const orders = createOrderLog(analyzer);
  for (const [ordinal, chunkToInvert] of chunks.entries()) {
    const { chunk, title, language } = chunkToInvert;
    const { text } = chunk;
    const bodyTerms = analyzer.analyze(text, language);
    // Right after the terms, since the analyser remembers how it split the last text.
    orders.add(chunkToInvert, text);
    const fields = [
      bodyTerms,
      analyze.title(title, language),
      analyze.headings(chunk.headingPath.join("\n"), language),
    ];
    for (const [field, terms] of fields.entries()) {
      const column = lengths[field];
      if (column) column[ordinal] = Math.min(MAX_COUNT, terms.length);
      for (const term of terms) postings.count(term, ordinal, field);
    }
  }
  return { chunkCount: chunks.length, lengths, terms: postings.terms(), orderOf: orders.finish() };
}

/** Order of words of the chunks that were added. */
interface OrderLog {
  /** @param text  the chunk's text */
  add(chunk: ChunkToInvert, text: string): void;
  /** Returns the function that reads the orders by ordinal. */
  finish(): (ordinal: number) => WordOrder;
}

function createOrderLog(analyzer: Analyzer): OrderLog {
  const readPairs = createPairReader(analyzer);
  // One array for all filters: an object for each would take several times its bytes.
  const filters = createByteWriter(4_096);
  const starts: number[] = [];
  const borders: number[] = [];
  /** Last word of the previous chunk; undefined unless the next chunk follows it directly in the text. */
  let last: string | undefined;
  return {
    add({ language, isFollowed = false }, text) {
      const words = analyzer.words(text);
      const [first] = words;
      if (last !== undefined && first !== undefined) borders[borders.length - 1] = hashBorder(last, first);
      starts.push(filters.position());
      filters.bytes(buildPairFilter(readPairs(words, language)));
      borders.push(0);
      last = isFollowed ? words.at(-1) : undefined;
    },
    finish() {
      const bytes = filters.finish();
      return (ordinal) => ({
        pairs: bytes.subarray(starts[ordinal] ?? bytes.length, starts[ordinal + 1] ?? bytes.length),
        border: borders[ordinal] ?? 0,
      });
    },
  };
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
