import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ListResourcesRequestSchema, type ListResourcesResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import {
  append,
  DocumentNotFoundError,
  type DocumentSummary,
  defined,
  InvalidArgumentError,
  parseJson,
  seesCollection,
} from "../../core/index.ts";
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

/** Lists a page of the documents of all collections of the caller, by collection, then URI. */
async function listResources(
  parts: ToolParts,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ListResourcesResult> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const documents: DocumentSummary[] = [];
  // One more than the page has shows whether there is a next one.
  for (const name of await visibleCollections(parts, signal)) {
    if (documents.length > PAGE_SIZE || (after !== undefined && name < after.collection)) continue;
    const limit = PAGE_SIZE + 1 - documents.length;
    const afterUri = name === after?.collection ? after.uri : undefined;
    const options = defined({ ...optionsFor(parts.caller, name, signal), limit, afterUri });
    append(documents, await parts.lydian.list(options));
  }
  const page = documents.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return defined({
    resources: page.map(({ id, collection, title, uri, addedAt }) => ({
      uri: `lydian://${collection}/${id}`,
      name: title,
      title,
      description: uri,
      mimeType: "text/plain",
      annotations: { lastModified: addedAt },
    })),
    nextCursor: last !== undefined && documents.length > PAGE_SIZE ? writeCursor(last) : undefined,
  });
}

const cursorSchema = z.object({ collection: z.string(), uri: z.string() });

/**
 * Returns a cursor that names the last document of a page, so that additions and removals do not shift the next one.
 */
function writeCursor({ collection, uri }: DocumentSummary): string {
  return Buffer.from(JSON.stringify({ collection, uri }), "utf8").toString("base64url");
}

/** @throws {InvalidArgumentError} if the text is not a cursor of `writeCursor` */
function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  const read = cursorSchema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (read.success) return read.data;
  throw new InvalidArgumentError("The cursor is not one that this server gave out.", {
    hint: "Use `nextCursor` of the previous page unchanged.",
  });
}

async function completeCollection(parts: ToolParts, prefix: string): Promise<string[]> {
  const names = await visibleCollections(parts, new AbortController().signal);
  return names.filter((name) => name.startsWith(prefix));
}

async function visibleCollections({ lydian, caller }: ToolParts, signal: AbortSignal): Promise<readonly string[]> {
  const { collections } = await lydian.status({ signal });
  const names = collections.map(({ name }) => name).filter((name) => seesCollection(caller, name));
  return names.sort((one, other) => (one < other ? -1 : 1));
}

const first = (variable: string | string[] | undefined): string =>
  (Array.isArray(variable) ? variable[0] : variable) ?? "";
