import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { count, pageOf, span, text } from "../../../core/schemas/index.ts";
import { DocumentNotFoundError, type DocumentSummary } from "../../../index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection, readingTool, where } from "../schemas.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const summary = z.object({
  documentId: text,
  title: text,
  uri: text,
  mediaType: text,
  addedAt: text,
  characters: count,
  warnings: count.describe("How many warnings its receipt has: pages that could not be read, for one."),
});

export function addListTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "list_documents",
    {
      title: "List the documents",
      description: "Which documents there are, by their URI, page by page.",
      inputSchema: {
        collection,
        where,
        limit: z.int().min(1).max(200).default(50),
        cursor: z.string().max(8_192).optional().describe("`nextCursor` of the page before."),
      },
      outputSchema: { documents: z.array(summary), total: count, nextCursor: text.optional() },
      annotations: readingTool,
    },
    ({ collection: name, where: filter, limit, cursor }, { signal }) =>
      answerTool(parts, async () => {
        const all = await parts.lydian.list(defined({ ...optionsFor(parts.caller, name, signal), where: filter }));
        const sorted = all.map((one) => ({ key: `${one.uri}\n${one.id}`, one })).sort(byKey);
        const paging = defined({ limit, cursor });
        const { items, nextCursor } = pageOf(sorted, ({ key }) => key, paging);
        const documents = items.map(({ one }) => toSummary(one));
        const lines = documents.map(({ documentId, title, uri }) => `- ${title} (${uri}), document ${documentId}`);
        return {
          text: [`${documents.length} of ${all.length} documents`, ...lines].join("\n"),
          value: defined({ documents, total: all.length, nextCursor }),
        };
      }),
  );
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : 0;

function toSummary({ id, title, uri, mediaType, addedAt, receipt }: DocumentSummary): z.input<typeof summary> {
  const { characters, warnings } = receipt;
  return { documentId: id, title, uri, mediaType, addedAt, characters, warnings: warnings.length };
}

export function addReadTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "read_document",
    {
      title: "Read a document",
      description: "The text of a document, page by page; spans of hits and quotes count in it.",
      inputSchema: {
        document: z.string().min(1).max(4_096).describe("Its id or URI, or the end of its path."),
        collection,
        offset: z
          .int()
          .min(0)
          .default(0)
          .describe("Where to begin: `nextOffset` of the page before, or the start of a span."),
        length: z.int().min(100).max(20_000).default(6_000).describe("At most, in characters."),
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
    ({ document: name, collection: of, offset, length }, { signal }) =>
      answerTool(parts, async () => {
        const found = await parts.lydian.read(name, optionsFor(parts.caller, of, signal));
        if (found === undefined)
          throw new DocumentNotFoundError(`There is no document "${name}".`, { hint: "`list_documents` shows them." });
        const { id, title, uri, mediaType, contentHash, text: whole } = found;
        const page = pageOfText(whole, offset, length);
        const next = page.end < whole.length ? { nextOffset: page.end } : {};
        const shown = whole.slice(page.start, page.end);
        return {
          text: shown,
          value: {
            documentId: id,
            title,
            uri,
            mediaType,
            contentHash,
            characters: whole.length,
            span: page,
            text: shown,
            ...next,
          },
        };
      }),
  );
}

/** Ends with a line where one ends in its second half, and never within a pair of code units. */
export function pageOfText(
  whole: string,
  offset: number,
  length: number,
): { readonly start: number; readonly end: number } {
  const start = alignedTo(whole, Math.min(offset, whole.length));
  const most = Math.min(start + length, whole.length);
  if (most === whole.length) return { start, end: most };
  const line = whole.lastIndexOf("\n", most - 1) + 1;
  return { start, end: line > start + length / 2 ? line : alignedTo(whole, most) };
}

/** The offset itself, or that before it where it would part a pair of code units. */
function alignedTo(whole: string, offset: number): number {
  const isWithin = /[\ud800-\udbff]/.test(whole.charAt(offset - 1)) && /[\udc00-\udfff]/.test(whole.charAt(offset));
  return isWithin ? offset - 1 : offset;
}
