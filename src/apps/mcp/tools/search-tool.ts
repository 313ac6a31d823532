import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Hit } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { count, number, span, text } from "../../../core/schemas/index.ts";
import { describePlace } from "../../present/index.ts";
import { optionsFor } from "../options-for.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { collection, place, readingTool, warnings, where } from "../tool-schemas.ts";

const MAX_CHARACTERS = 1_500;
const MAX_OFFSET = 200;

const hitSchema = z.object({
  ...place,
  span: span.describe("Place of the passage in the document, for read_document."),
  text: text.describe("Text of the passage; only its beginning if it is long."),
  isCut: z.boolean(),
  score: number,
});

export function addSearchTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "search",
    {
      title: "Search the documents",
      description:
        "Finds passages by words and by meaning, best first, also for exact names and codes. Returns passages and not an answer; use `ask` for an answer.",
      inputSchema: {
        query: z
          .string()
          .min(1)
          .max(10_000)
          .describe(
            'Words or a question. "exact words" come first; -word, -"a phrase" and NOT word leave passages out; title:, heading:, text:, path: and metadata keys, such as author:smith, search one field.',
          ),
        collection,
        where,
        mode: z
          .enum(["hybrid", "lexical", "vector"])
          .optional()
          .describe("lexical: only by words; vector: only by meaning; default: both."),
        limit: z.int().min(1).max(20).default(5),
        offset: z.int().min(0).max(MAX_OFFSET).default(0).describe("`nextOffset` of the previous page."),
      },
      outputSchema: { hits: z.array(hitSchema), nextOffset: count.optional(), warnings },
      annotations: readingTool,
    },
    ({ query, collection: name, where: filter, mode, limit, offset }, { signal }) =>
      answerTool(parts, async () => {
        const result = await parts.lydian.search(
          query,
          defined({ ...optionsFor(parts.caller, name, signal), limit: offset + limit + 1, where: filter, mode }),
        );
        const hits = result.hits.slice(offset, offset + limit);
        const nextOffset = offset + limit;
        const hasNext = result.hits.length > nextOffset && nextOffset <= MAX_OFFSET;
        return {
          text: hits.length === 0 ? "No passage was found." : hits.map(writeHit).join("\n\n"),
          value: defined({
            hits: hits.map(toHit),
            nextOffset: hasNext ? nextOffset : undefined,
            warnings: [...result.warnings],
          }),
        };
      }),
  );
}

function toHit({
  documentId,
  title,
  uri,
  headingPath,
  span: range,
  text: whole,
  score,
}: Hit): z.input<typeof hitSchema> {
  const isCut = whole.length > MAX_CHARACTERS;
  return { documentId, title, uri, headingPath: [...headingPath], span: range, text: cut(whole), isCut, score };
}

function writeHit(hit: Hit): string {
  const { documentId, span: range, text: whole } = hit;
  return `${describePlace(hit)} (document ${documentId}, ${range.start} to ${range.end})\n${cut(whole)}`;
}

/** Cuts a long text, and never splits a surrogate pair. */
const cut = (whole: string): string => whole.slice(0, MAX_CHARACTERS).replace(/[\ud800-\udbff]$/u, "");
