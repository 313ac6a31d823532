import { createRoute, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { failedFileSchema } from "../../../core/schemas/index.ts";
import { withoutPaths } from "../../present/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, responses } from "./route-schemas.ts";

const listRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/failed-files",
  summary: "List files that were not added",
  description: "A file stays in the list until it is added, is gone, or 1,000 others have failed after it.",
  tags: ["documents"],
  request: { params: collectionParam },
  responses: responses(
    z.object({ failed: z.array(failedFileSchema) }).meta({ id: "FailedFileList" }),
    "The files, by URI.",
  ),
});

export function addFailedFileRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const failed = await lydian.failedFiles(call);
    return c.json({ failed: failed.map((file) => defined({ ...file, ...withoutPaths(file) })) }, 200);
  });
}
