import { type Chunker, EncryptedDocumentError, type LoaderHost } from "../core/index.ts";

const loader = { id: "lines", version: "1" };

/**
 * Reads any bytes as text, for tests of the stories: `locked` needs a password, `broken` throws what no loader should,
 * and `year: 2020` somewhere in the text is metadata. Each document has two pages, the second without text.
 */
export const fakeLoaders: LoaderHost = {
  load: async ({ bytes }) => {
    const text = new TextDecoder().decode(bytes);
    if (text === "locked") throw new EncryptedDocumentError("It needs a password.", { hint: "Remove it." });
    if (text === "broken") throw new TypeError("secret text of the document");
    const year = /year: (\d+)/.exec(text)?.[1];
    return {
      text,
      mediaType: "text/plain",
      metadata: year === undefined ? {} : { year: Number(year), author: "file" },
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

/** One chunk a line. */
export const fakeChunker: Chunker = {
  id: "lines",
  fingerprint: "1",
  chunk: async ({ text }, { countTokens }) =>
    [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
      span: { start: index, end: index + line.length },
      headingPath: [],
      tokens: countTokens(line),
    })),
};
