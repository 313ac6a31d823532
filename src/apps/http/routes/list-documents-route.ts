import { createRoute, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { count, documentSummarySchema, MAX_PAGE_ITEMS, pageOf, text, warning } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { toPublic } from "./public-document.ts";
import { collectionParam, responses } from "./route-schemas.ts";
import { documentOrders, sortDocuments } from "./sort-documents.ts";

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ITEMS).default(100),
  cursor: z.string().max(8_192).exactOptional().meta({ description: "`nextCursor` of the previous page." }),
  offset: z.coerce.number().int().min(0).default(0).meta({
    description:
      "Number of documents to skip. A cursor takes precedence, and is stable when documents are added or removed.",
  }),
  where: z.string().max(10_000).exactOptional(),
  text: z.string().max(1_000).exactOptional().meta({
    description: "Words that must all occur in the title or the URI, ignoring case and accents.",
  }),
  warnings: z
    .enum(["only"])
    .exactOptional()
    .meta({ description: "`only`: only documents whose receipt has warnings." }),
  sort: z.enum(documentOrders).default("uri").meta({ description: "A leading `-` reverses the order." }),
});

const listRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/documents",
  summary: "List documents",
  tags: ["documents"],
  request: { params: collectionParam, query: listQuery },
  responses: responses(
    z
      .object({
        documents: z.array(documentSummarySchema),
        total: count.meta({ description: "Number of matching documents on all pages." }),
        totalWithWarnings: count.meta({ description: "Number of matching documents whose receipt has warnings." }),
        nextCursor: text.exactOptional(),
        warnings: z.array(warning).meta({
          description: "Conditions of the filter that no document can satisfy, such as an unknown field.",
        }),
      })
      .meta({ id: "DocumentPage" }),
    "The documents in the requested order, by default by URI.",
  ),
});

export function addListRoute(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const { where, text: words, warnings, sort, ...paging } = c.req.valid("query");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const filterWarnings = where === undefined ? [] : await lydian.checkFilter(where, call);
    const matching = await lydian.list(defined({ ...call, where, text: words }));
    const withWarnings = matching.filter(({ receipt }) => receipt.warnings.length > 0);
    const selected = warnings === "only" ? withWarnings : matching;
    const { sorted, isDescending } = sortDocuments(selected, sort);
    const { items, nextCursor } = pageOf(sorted, ({ key }) => key, { ...paging, isDescending });
    return c.json(
      defined({
        documents: items.map(({ document }) => toPublic(document)),
        total: selected.length,
        totalWithWarnings: withWarnings.length,
        nextCursor,
        warnings: filterWarnings.slice(),
      }),
      200,
    );
  });
}
