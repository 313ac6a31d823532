import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ListResourcesRequestSchema, type ListResourcesResult } from "@modelcontextprotocol/sdk/types.js";
import { DocumentNotFoundError, type DocumentSummary, defined, seesCollection } from "../../core/index.ts";
import { pageOf } from "../../core/schemas/index.ts";
import { optionsFor } from "./options-for.ts";
import { answerRequest, type ToolParts } from "./tool-parts.ts";
import { pageOfText } from "./tools/document-tools.ts";

const PAGE_SIZE = 200;
const MAX_CHARACTERS = 100_000;

/** Adds documents as resources, `lydian://COLLECTION/ID`, which a user selects. A long one is cut, with a note. */
export function addResources(server: McpServer, parts: ToolParts): void {
  const { lydian, caller } = parts;
  const template = new ResourceTemplate("lydian://{collection}/{document}", {
    // Listed below page by page, since the list of the SDK has only one page.
    list: undefined,
    complete: { collection: (prefix) => completeCollection(parts, prefix) },
  });
  server.registerResource(
    "document",
    template,
    { title: "A document", description: "The text of a document.", mimeType: "text/plain" },
    (uri, { collection, document }, { signal }) =>
      answerRequest(parts, async () => {
        const content = await lydian.read(first(document), optionsFor(caller, first(collection), signal));
        if (content === undefined) throw new DocumentNotFoundError(`There is no document "${first(document)}".`);
        const { end } = pageOfText(content.text, 0, MAX_CHARACTERS);
        const rest = end < content.text.length ? `\n[The text continues: call read_document with offset ${end}.]` : "";
        return { contents: [{ uri: uri.href, mimeType: "text/plain", text: content.text.slice(0, end) + rest }] };
      }),
  );
  server.server.setRequestHandler(ListResourcesRequestSchema, ({ params }, { signal }) =>
    answerRequest(parts, () => listResources(parts, params?.cursor, signal)),
  );
}

interface SortedDocument {
  readonly key: string;
  readonly document: DocumentSummary;
}

/** Lists the documents of all collections of the caller, by collection, then URI. */
async function listResources(
  parts: ToolParts,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ListResourcesResult> {
  const documents: SortedDocument[] = [];
  for (const name of await visibleCollections(parts, signal))
    for (const document of await parts.lydian.list(optionsFor(parts.caller, name, signal)))
      documents.push({ key: [name, document.uri, document.id].join("\n"), document });
  documents.sort((one, other) => (one.key < other.key ? -1 : 1));
  const paging = defined({ limit: PAGE_SIZE, cursor });
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

async function completeCollection(parts: ToolParts, prefix: string): Promise<string[]> {
  const names = await visibleCollections(parts, new AbortController().signal);
  return names.filter((name) => name.startsWith(prefix));
}

async function visibleCollections({ lydian, caller }: ToolParts, signal: AbortSignal): Promise<readonly string[]> {
  const { collections } = await lydian.status({ signal });
  return collections.map(({ name }) => name).filter((name) => seesCollection(caller, name));
}

const first = (variable: string | string[] | undefined): string =>
  (Array.isArray(variable) ? variable[0] : variable) ?? "";
