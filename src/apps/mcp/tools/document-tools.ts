import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { DocumentNotFoundError, type DocumentSummary, defined, type Span } from "../../../core/index.ts";
import { count, pageOf, span, text, warning } from "../../../core/schemas/index.ts";
import { optionsFor } from "../options-for.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { collection, readingTool, where } from "../tool-schemas.ts";

const summary = z.object({
  documentId: text,
  title: text,
  uri: text,
  mediaType: text,
  addedAt: text,
  characters: count,
  warnings: count.describe("Number of warnings of its receipt, for example unreadable pages."),
});

export function addListTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "list_documents",
    {
      title: "List the documents",
      description: "Lists the documents by URI, page by page.",
      inputSchema: {
        collection,
        where,
        limit: z.int().min(1).max(200).default(50),
        cursor: z.string().max(8_192).optional().describe("`nextCursor` of the previous page."),
      },
      outputSchema: {
        documents: z.array(summary),
        total: count,
        nextCursor: text.optional(),
        warnings: z.array(warning).describe("Conditions of the filter that no document can satisfy."),
      },
      annotations: readingTool,
    },
    ({ collection: name, where: filter, limit, cursor }, { signal }) =>
      answerTool(parts, async () => {
        const call = optionsFor(parts.caller, name, signal);
        const all = await parts.lydian.list(defined({ ...call, where: filter }));
        const found = filter === undefined ? [] : await parts.lydian.checkFilter(filter, call);
        const warnings = found.map(({ code, message }) => ({ code, message }));
        const sorted = all.map((document) => ({ key: `${document.uri}\n${document.id}`, document })).sort(byKey);
        const paging = defined({ limit, cursor });
        const { items, nextCursor } = pageOf(sorted, ({ key }) => key, paging);
        const documents = items.map(({ document }) => toSummary(document));
        const lines = documents.map(({ documentId, title, uri }) => `- ${title} (${uri}), document ${documentId}`);
        return {
          text: [
            `${documents.length} of ${all.length} documents`,
            ...lines,
            ...warnings.map(({ message }) => `Warning: ${message}`),
          ].join("\n"),
          value: defined({ documents, total: all.length, nextCursor, warnings }),
        };
      }),
  );
}

interface Keyed {
  readonly key: string;
}

const byKey = (a: Keyed, b: Keyed): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function toSummary({ id, title, uri, mediaType, addedAt, receipt }: DocumentSummary): z.input<typeof summary> {
  const { characters, warnings } = receipt;
  return { documentId: id, title, uri, mediaType, addedAt, characters, warnings: warnings.length };
}

export function addReadTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "read_document",
    {
      title: "Read a document",
      description: "Reads the text of a document page by page. Spans of hits and quotes count in this text.",
      inputSchema: {
        document: z.string().min(1).max(4_096).describe("Id or URI of the document, or the end of its path."),
        collection,
        offset: z
          .int()
          .min(0)
          .default(0)
          .describe("Start of the page: `nextOffset` of the previous page, or the start of a span."),
        length: z.int().min(100).max(20_000).default(6_000).describe("Maximum length in characters."),
      },
      outputSchema: {
        documentId: text,
        title: text,
        uri: text,
        mediaType: text,
        contentHash: text,
        characters: count,
        span,
        text,
        nextOffset: count.optional(),
      },
      annotations: readingTool,
    },
    ({ document: name, collection: source, offset, length }, { signal }) =>
      answerTool(parts, async () => {
        const document = await parts.lydian.read(name, optionsFor(parts.caller, source, signal));
        if (document === undefined)
          throw new DocumentNotFoundError(`There is no document "${name}".`, { hint: "Call `list_documents`." });
        const { id, title, uri, mediaType, contentHash, text: whole } = document;
        const page = pageOfText(whole, offset, length);
        const pageText = whole.slice(page.start, page.end);
        return {
          text: pageText,
          value: defined({
            documentId: id,
            title,
            uri,
            mediaType,
            contentHash,
            characters: whole.length,
            span: page,
            text: pageText,
            nextOffset: page.end < whole.length ? page.end : undefined,
          }),
        };
      }),
  );
}

/**
 * Returns the span of a page. It ends with a line if one ends in its second half, and never splits a surrogate pair.
 */
export function pageOfText(text: string, offset: number, length: number): Span {
  const start = alignToCharacter(text, Math.min(offset, text.length));
  const maxEnd = Math.min(start + length, text.length);
  if (maxEnd === text.length) return { start, end: maxEnd };

  const lineEnd = text.lastIndexOf("\n", maxEnd - 1) + 1;
  return { start, end: lineEnd > start + length / 2 ? lineEnd : alignToCharacter(text, maxEnd) };
}

/** Returns the offset, or the one before it if it would split a surrogate pair. */
function alignToCharacter(text: string, offset: number): number {
  const isInsidePair = /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset));
  return isInsidePair ? offset - 1 : offset;
}
