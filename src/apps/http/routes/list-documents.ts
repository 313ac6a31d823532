import { createRoute, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { count, documentSummarySchema, MOST_A_PAGE, pageOf, text } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { toPublic } from "./public-document.ts";
import { collectionParam, responses } from "./schemas.ts";
import { documentOrders, sortDocuments } from "./sort-documents.ts";

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MOST_A_PAGE).default(100),
  cursor: z.string().max(8_192).exactOptional().meta({ description: "`nextCursor` of the page before." }),
  offset: z.coerce.number().int().min(0).default(0).meta({
    description: "So many are left out first. A cursor goes before it, and does not move with what comes or goes.",
  }),
  where: z.string().max(10_000).exactOptional(),
  text: z.string().max(1_000).exactOptional().meta({
    description: "Words of which each has to stand in the title or the URI, whatever its case and its letters' marks.",
  }),
  warnings: z.enum(["only"]).exactOptional().meta({ description: "`only`: those whose receipt has warnings." }),
  sort: z.enum(documentOrders).default("uri").meta({ description: "With `-` from the greatest down." }),
});

const listRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/documents",
  summary: "Which documents there are",
  tags: ["documents"],
  request: { params: collectionParam, query: listQuery },
  responses: responses(
    z
      .object({
        documents: z.array(documentSummarySchema),
        total: count.meta({ description: "Those that fit, on all pages." }),
        totalWithWarnings: count.meta({ description: "Those of them whose receipt has warnings." }),
        nextCursor: text.exactOptional(),
      })
      .meta({ id: "DocumentPage" }),
    "In the order asked for, by URI unless told otherwise.",
  ),
});

export function addListRoute(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const { where, text: words, warnings, sort, ...paging } = c.req.valid("query");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const fitting = await lydian.list(defined({ ...call, where, text: words }));
    const warned = fitting.filter(({ receipt }) => receipt.warnings.length > 0);
    const listed = warnings === "only" ? warned : fitting;
    const { sorted, isDescending } = sortDocuments(listed, sort);
    const { items, nextCursor } = pageOf(sorted, ({ key }) => key, { ...paging, isDescending });
    return c.json(
      defined({
        documents: items.map(({ document }) => toPublic(document)),
        total: listed.length,
        totalWithWarnings: warned.length,
        nextCursor,
      }),
      200,
    );
  });
}
