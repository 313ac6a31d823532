import assert from "node:assert/strict";
import { type ChunkDraft, type Chunker, type ChunkerServices, type Element, never } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

type ChunkedDocument = Parameters<Chunker["chunk"]>[0];

const sentence = "The door seal of the autoclave costs 240 euros. ";

/** Documents of one paragraph, several sections, a long word, a table, and no text. */
const documents: readonly ChunkedDocument[] = [
  { title: "Prices", text: sentence.repeat(40).trim(), elements: [] },
  sectionsOf(12),
  { title: "One word", text: "x".repeat(20_000), elements: [] },
  tableOf(60),
  { title: "Nothing", text: " \n\n ", elements: [] },
];

/**
 * Cases that every `Chunker` must pass, for any test runner.
 *
 * @param open      returns a chunker; `close` is called after each case
 * @param services  services that the chunker counts and embeds with
 */
export function chunkerContract(
  open: () => Promise<{ readonly chunker: Chunker; close(): Promise<void> }>,
  services: ChunkerServices,
): readonly ContractCase[] {
  const using = (check: (chunker: Chunker) => Promise<void>) => async () => {
    const { chunker, close } = await open();
    try {
      await check(chunker);
    } finally {
      await close();
    }
  };
  const cut = async (chunker: Chunker, document: ChunkedDocument) => [
    ...(await chunker.chunk(document, services, never)),
  ];
  return [
    {
      name: "covers every character but white space, in reading order",
      run: using(async (chunker) => {
        for (const document of documents) checkSpans(document, await cut(chunker, document));
      }),
    },
    {
      name: "reports the tokens of each chunk as the embedder counts them",
      run: using(async (chunker) => {
        for (const document of documents)
          for (const { span, tokens } of await cut(chunker, document))
            assert.equal(tokens, services.countTokens(document.text.slice(span.start, span.end)));
      }),
    },
    {
      name: "cuts a document in the same way each time, also while it cuts others",
      run: using(async (chunker) => {
        const first: (readonly ChunkDraft[])[] = [];
        for (const document of documents) first.push(await cut(chunker, document));
        assert.deepEqual(await Promise.all(documents.map((document) => cut(chunker, document))), first);
      }),
    },
    {
      name: "gives the chunks of a section its headings",
      run: using(async (chunker) => {
        const paths = (await cut(chunker, sectionsOf(12))).map(({ headingPath }) => headingPath);
        assert.deepEqual(paths[0]?.slice(0, 1), ["Part 0"]);
      }),
    },
    {
      name: "stops with the signal's reason",
      run: using(async (chunker) => {
        const reason = new Error("stopped by the caller");
        const [document = sectionsOf(1)] = documents;
        const outcome = await chunker
          .chunk(document, services, AbortSignal.abort(reason))
          .catch((error: unknown) => error);
        assert.equal(outcome, reason);
      }),
    },
  ];
}

function checkSpans({ text }: ChunkedDocument, drafts: readonly ChunkDraft[]): void {
  let covered = 0;
  for (const { span } of drafts) {
    assert.ok(span.end > covered, "a chunk adds no text");
    assert.equal(text.slice(covered, Math.max(covered, span.start)).trim(), "");
    covered = span.end;
  }
  assert.equal(text.slice(covered).trim(), "");
}

function sectionsOf(count: number): ChunkedDocument {
  let text = "";
  const elements: Element[] = [];
  for (let number = 0; number < count; number++) {
    const heading = `# Part ${number}`;
    elements.push({ kind: "heading", level: 1, span: { start: text.length, end: text.length + heading.length } });
    text += `${heading}\n\n${sentence.repeat(1 + number * 3).trim()}\n\n`;
  }
  return { title: "Parts", text: text.trimEnd(), elements };
}

function tableOf(rows: number): ChunkedDocument {
  const header = "| part | price |";
  const lines = Array.from({ length: rows }, (_, row) => `| seal ${row} | ${row} euros |`);
  const text = [header, "|---|---|", ...lines].join("\n");
  const elements: readonly Element[] = [
    { kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: header.length } },
  ];
  return { title: "Table", text, elements };
}
