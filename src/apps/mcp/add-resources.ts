import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { ListResourcesResult } from "@modelcontextprotocol/sdk/types.js";
import { DocumentNotFoundError } from "../../index.ts";
import { optionsFor } from "./agent-caller.ts";
import { answerRequest, type ToolParts } from "./tool-parts.ts";
import { pageOfText } from "./tools/document-tools.ts";

const MOST_LISTED = 200;
const MOST_CHARACTERS = 100_000;

/** Documents as resources, `lydian://COLLECTION/ID`: what a person picks to be read. A long one ends early and says where. */
export function addResources(server: McpServer, parts: ToolParts): void {
  const { lydian, caller } = parts;
  const template = new ResourceTemplate("lydian://{collection}/{document}", {
    list: ({ signal }) => answerRequest(parts, () => listResources(parts, signal)),
  });
  server.registerResource(
    "document",
    template,
    { title: "A document", description: "The text of a document of the store.", mimeType: "text/plain" },
    (uri, { collection, document }, { signal }) =>
      answerRequest(parts, async () => {
        const found = await lydian.read(first(document), optionsFor(caller, first(collection), signal));
        if (found === undefined) throw new DocumentNotFoundError(`There is no document "${first(document)}".`);
        const { end } = pageOfText(found.text, 0, MOST_CHARACTERS);
        const rest = end < found.text.length ? `\n[It goes on at ${end}: read_document with this offset.]` : "";
        return { contents: [{ uri: uri.href, mimeType: "text/plain", text: found.text.slice(0, end) + rest }] };
      }),
  );
}

async function listResources({ lydian, caller }: ToolParts, signal: AbortSignal): Promise<ListResourcesResult> {
  const documents = await lydian.list(optionsFor(caller, undefined, signal));
  const shown = [...documents].sort((one, other) => (one.uri < other.uri ? -1 : 1)).slice(0, MOST_LISTED);
  return {
    resources: shown.map(({ id, collection, title, uri }) => ({
      uri: `lydian://${collection}/${id}`,
      ...{ name: title, title, description: uri, mimeType: "text/plain" },
    })),
  };
}

const first = (variable: string | string[] | undefined): string =>
  (Array.isArray(variable) ? variable[0] : variable) ?? "";
