import { type Chunker, EncryptedDocumentError, type LoaderHost, type Metadata } from "../core/index.ts";

const loader = { id: "lines", version: "1" };

/**
 * Loaders for tests, which read any bytes as text. The text `locked` needs a password, and the text `broken` causes an
 * unexpected error. A `year: 2020` in the text becomes metadata. Each document has two pages, the second without text.
 */
export const fakeLoaders: LoaderHost = {
  load: async ({ bytes }) => {
    const text = new TextDecoder().decode(bytes);
    if (text === "locked") throw new EncryptedDocumentError("It needs a password.", { hint: "Remove it." });
    if (text === "broken") throw new TypeError("secret text of the document");
    const year = /year: (\d+)/.exec(text)?.[1];
    const metadata: Metadata = year === undefined ? {} : { year: Number(year), author: "file" };
    return {
      text,
      mediaType: "text/plain",
      metadata,
      elements: [],
      locations: [],
      pages: 2,
      pagesWithoutText: [2],
      warnings: text === "" ? [{ code: "no-text", message: "Nothing there." }] : [],
      loader,
    };
  },
  identify: async () => ({ mediaType: "text/plain", loader }),
  close: async () => undefined,
};

/** Chunker for tests, which makes each line a chunk. */
export const fakeChunker: Chunker = {
  id: "lines",
  fingerprint: "1",
  chunk: async ({ text }, { countTokens }) =>
    [...text.toString().matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
      span: { start: index, end: index + line.length },
      headingPath: [],
      tokens: countTokens(line),
    })),
};
