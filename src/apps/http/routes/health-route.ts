import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { HttpVariables } from "../http-variables.ts";
import { responses } from "./route-schemas.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Check that the server is running",
  description: "Needs no key.",
  tags: ["server"],
  security: [],
  responses: responses(
    z.object({ status: z.literal("ok"), version: z.string() }).meta({ id: "Liveness" }),
    "The server is running.",
  ),
});

export function addHealthRoute(app: OpenAPIHono<HttpVariables>, { version }: { readonly version: string }): void {
  app.openapi(healthRoute, (c) => c.json({ status: "ok" as const, version }, 200));
}
