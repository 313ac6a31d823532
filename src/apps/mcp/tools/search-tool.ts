import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { count, number, span, text } from "../../../core/schemas/index.ts";
import type { Hit } from "../../../index.ts";
import { describePlace } from "../../present/index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection, place, readingTool, warnings, where } from "../schemas.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const MOST_CHARACTERS = 1_500;
const MOST_HITS = 200;

const found = z.object({
  ...place,
  span: span.describe("Where the passage stands in the document, for read_document."),
  text: text.describe("Its beginning, where it is longer."),
  isCut: z.boolean(),
  score: number,
});

export function addSearchTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "search",
    {
      title: "Search the documents",
      description:
        "Finds the passages that speak of something, best first, by words and by meaning. Exact names and codes are found, too. Answers passages, not an answer: for that there is `ask`.",
      inputSchema: {
        query: z.string().min(1).max(10_000).describe("Words or a question."),
        collection,
        where,
        mode: z
          .enum(["hybrid", "lexical", "vector"])
          .optional()
          .describe("lexical: by words alone; vector: by meaning alone."),
        limit: z.int().min(1).max(20).default(5),
        offset: z.int().min(0).max(MOST_HITS).default(0).describe("`nextOffset` of the page before."),
      },
      outputSchema: { hits: z.array(found), nextOffset: count.optional(), warnings },
      annotations: readingTool,
    },
    ({ query, collection: name, where: filter, mode, limit, offset }, { signal }) =>
      answerTool(parts, async () => {
        const result = await parts.lydian.search(
          query,
          defined({ ...optionsFor(parts.caller, name, signal), limit: offset + limit + 1, where: filter, mode }),
        );
        const hits = result.hits.slice(offset, offset + limit);
        const next =
          result.hits.length > offset + limit && offset + limit <= MOST_HITS ? { nextOffset: offset + limit } : {};
        return {
          text: hits.length === 0 ? "No passage was found." : hits.map(writeHit).join("\n\n"),
          value: { hits: hits.map(toFound), ...next, warnings: [...result.warnings] },
        };
      }),
  );
}

function toFound({ documentId, title, uri, headingPath, span: at, text: whole, score }: Hit): z.input<typeof found> {
  const isCut = whole.length > MOST_CHARACTERS;
  return { documentId, title, uri, headingPath: [...headingPath], span: at, text: cut(whole), isCut, score };
}

function writeHit(hit: Hit): string {
  const { documentId, span: at, text: whole } = hit;
  return `${describePlace(hit)} (document ${documentId}, ${at.start} to ${at.end})\n${cut(whole)}`;
}

/** Never within a pair of code units. */
const cut = (whole: string): string => whole.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/u, "");
