/** A test, by its file, the title of its `describe`, and its own title. */
export interface NamedTest {
  readonly file: string;
  readonly suite: string;
  readonly title: string;
}

/**
 * Tests whose results need a processor with VNNI instructions or an ARM processor.
 *
 * The bundled cross-encoder has 8-bit weights. On x64 without VNNI, ONNX Runtime adds pairs of their products in 16
 * bits, and large sums are cut off. Relevances and answers then differ. A model without this fault will empty the list.
 */
export const testsThatNeedVnni: readonly NamedTest[] = [
  {
    file: "src/adapters/onnx/open-onnx-reranker.test.ts",
    suite: "an ONNX reranker",
    title: "finds an answer at the end of a passage that is longer than one run",
  },
  {
    file: "test/integration/saved-answers.test.ts",
    suite: "a saved answer",
    title: "is returned whole, with the hashes of its evidence",
  },
  {
    file: "test/integration/saved-answers.test.ts",
    suite: "a saved answer",
    title: "holds while the documents say the same, and is the same when asked again",
  },
  {
    file: "test/integration/saved-answers.test.ts",
    suite: "a saved answer",
    title: "holds when its quotes have only moved within the document",
  },
  {
    file: "test/integration/saved-answers.test.ts",
    suite: "a saved answer",
    title: "no longer holds after a sync with a contradicting document, and the command says so",
  },
  {
    file: "test/integration/saved-answers.test.ts",
    suite: "a saved answer",
    title: "is proved by a page that is checked without a store, and with one against its documents",
  },
];
