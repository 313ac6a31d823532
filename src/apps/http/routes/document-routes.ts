import { setImmediate } from "node:timers/promises";
import { createRoute, z } from "@hono/zod-openapi";
import type { Document } from "../../../core/index.ts";
import { count, documentSummarySchema, location, span, text } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import { sendAttachment } from "../send-attachment.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { addListRoute } from "./list-documents-route.ts";
import { fileNameOf, toPublic, unknownDocument } from "./public-document.ts";
import { bytes, collectionParam, readParams, responses } from "./route-schemas.ts";

const documentParam = collectionParam.extend({ document: z.string().min(1).max(200) });

/** Parts of every route about one document. */
const ofOneDocument = { tags: ["documents"], request: { params: documentParam } };

const documentText = z
  .object({
    text,
    elements: z.array(z.object({ kind: text, span, level: count.exactOptional(), header: span.exactOptional() })),
    locations: z.array(z.object({ span, location })),
    contentHash: text,
  })
  .meta({ id: "DocumentText", description: "The whole text. Spans of citations count in it." });

const readRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/documents/{document}",
  summary: "Read a document and its receipt",
  ...ofOneDocument,
  responses: responses(documentSummarySchema, "The document without its text."),
});

const textRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/documents/{document}/text",
  summary: "Read the text of a document",
  ...ofOneDocument,
  responses: responses(documentText, "The text, its elements, and their places in the original."),
});

const originalRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/documents/{document}/original",
  summary: "Download the original file of a document",
  description:
    "`X-Media-Type` has the media type. A browser saves the file and never shows it as a page of this server.",
  ...ofOneDocument,
  responses: bytes("The bytes of the file as it was added."),
});

const removeRoute = createRoute({
  method: "delete",
  path: "/collections/{collection}/documents/{document}",
  summary: "Remove a document",
  ...ofOneDocument,
  "x-permission": "write",
  responses: responses(
    z.object({ removed: z.array(documentSummarySchema) }).meta({ id: "Removed" }),
    "The removed documents, including the members of a container that the key may read. Others stay.",
  ),
});

/** Size of one write. The server sees whether a client receives only by the writes that have ended. */
const WRITE_BYTES = 65_536;

/**
 * Returns a function that waits for a separate pass of the event loop. The operating system accepts megabytes of each
 * download at once, so hundreds of them would otherwise keep all other callers waiting.
 */
function createPasses(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}

async function* cutPieces(
  pieces: AsyncIterable<Uint8Array>,
  nextPass: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += WRITE_BYTES) yield piece.subarray(start, start + WRITE_BYTES);
    await nextPass();
  }
}

export function addDocumentRoutes(api: Api, parts: ApiParts): void {
  const { lydian } = parts;
  const nextPass = createPasses();
  addListRoute(api, parts);
  api.openapi(readRoute, async (c) => {
    const { collection, document: id } = c.req.valid("param");
    const call = callOptionsFor(c, collection);
    const { documentId, receipt } = await readReceipt(id, call);
    const document = await readDocument(documentId, call);
    return c.json({ ...toPublic(document), receipt }, 200);
  });
  api.openapi(textRoute, async (c) => {
    const { collection, document: id } = c.req.valid("param");
    const document = await readDocument(id, callOptionsFor(c, collection));
    const { elements, locations, contentHash } = document;
    return c.json({ text: document.text, elements: [...elements], locations: [...locations], contentHash }, 200);
  });
  api.openAPIRegistry.registerPath(originalRoute);
  api.get("/collections/:collection/documents/:document/original", async (c) => {
    const { collection, document: id } = readParams(c, documentParam);
    // Opening reads the first block.
    await nextPass();
    const original = await lydian.openOriginal(id, callOptionsFor(c, collection));
    if (original === undefined) throw unknownDocument(id);
    const { document, sizeBytes, pieces } = original;
    c.header("X-Media-Type", document.mediaType);
    c.header("Content-Length", `${sizeBytes}`);
    // Otherwise the whole original would be read for a hash.
    c.header("ETag", `"${document.contentHash}"`);
    return sendAttachment(c, ReadableStream.from(cutPieces(pieces, nextPass)), fileNameOf(document));
  });
  api.openapi(removeRoute, async (c) => {
    const { collection, document: id } = c.req.valid("param");
    const call = callOptionsFor(c, collection);
    const document = await readDocument(id, call);
    const { removed } = await lydian.remove(document.id, call);
    return c.json({ removed: removed.map(toPublic) }, 200);
  });

  async function readDocument(id: string, call: ReturnType<typeof callOptionsFor>): Promise<Document> {
    const document = await lydian.read(id, call);
    if (document?.id !== id) throw unknownDocument(id);
    return document;
  }

  async function readReceipt(id: string, call: ReturnType<typeof callOptionsFor>) {
    const [receipt] = (await lydian.receipts({ ...call, documents: [id] })).receipts;
    if (receipt?.documentId !== id) throw unknownDocument(id);
    return receipt;
  }
}
