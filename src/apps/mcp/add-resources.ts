import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ListResourcesRequestSchema, type ListResourcesResult } from "@modelcontextprotocol/sdk/types.js";
import { defined } from "../../core/index.ts";
import { pageOf } from "../../core/schemas/index.ts";
import { DocumentNotFoundError, type DocumentSummary } from "../../index.ts";
import { optionsFor, seesCollection } from "./agent-caller.ts";
import { answerRequest, type ToolParts } from "./tool-parts.ts";
import { pageOfText } from "./tools/document-tools.ts";

const MOST_A_PAGE = 200;
const MOST_CHARACTERS = 100_000;

/** Documents as resources, `lydian://COLLECTION/ID`: what a person picks to be read. A long one ends early and says where. */
export function addResources(server: McpServer, parts: ToolParts): void {
  const { lydian, caller } = parts;
  const template = new ResourceTemplate("lydian://{collection}/{document}", {
    // Listed below, page by page: the SDK's own list has one page.
    list: undefined,
    complete: { collection: (begun) => completeCollection(parts, begun) },
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
  server.server.setRequestHandler(ListResourcesRequestSchema, ({ params }, { signal }) =>
    answerRequest(parts, () => listResources(parts, params?.cursor, signal)),
  );
}

/** Of all collections that are there for the caller; by collection, then URI. */
async function listResources(
  parts: ToolParts,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ListResourcesResult> {
  const documents: { readonly key: string; readonly document: DocumentSummary }[] = [];
  for (const name of await seenCollections(parts, signal))
    for (const document of await parts.lydian.list(optionsFor(parts.caller, name, signal)))
      documents.push({ key: [name, document.uri, document.id].join("\n"), document });
  documents.sort((one, other) => (one.key < other.key ? -1 : 1));
  const paging = defined({ limit: MOST_A_PAGE, cursor });
  const { items, nextCursor } = pageOf(documents, ({ key }) => key, paging);
  return defined({
    resources: items.map(({ document: { id, collection, title, uri, addedAt } }) => ({
      uri: `lydian://${collection}/${id}`,
      name: title,
      title,
      description: uri,
      mimeType: "text/plain",
      annotations: { lastModified: addedAt },
    })),
    nextCursor,
  });
}

async function completeCollection(parts: ToolParts, begun: string): Promise<string[]> {
  const names = await seenCollections(parts, new AbortController().signal);
  return names.filter((name) => name.startsWith(begun));
}

async function seenCollections({ lydian, caller }: ToolParts, signal: AbortSignal): Promise<readonly string[]> {
  const { collections } = await lydian.status({ signal });
  return collections.map(({ name }) => name).filter((name) => seesCollection(caller, name));
}

const first = (variable: string | string[] | undefined): string =>
  (Array.isArray(variable) ? variable[0] : variable) ?? "";
