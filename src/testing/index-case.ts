import type { Analyzer, IndexReader, IndexWriter, Store } from "../core/index.ts";

/** An index under test over an empty store: its two halves and the store. */
export interface IndexUnderTest {
  readonly reader: IndexReader;
  readonly writer: IndexWriter;
  readonly store: Store;
  readonly analyzer: Analyzer;
}

/** A rule of the `Index` port. */
export interface IndexCase {
  readonly name: string;
  check(index: IndexUnderTest): Promise<void>;
}
