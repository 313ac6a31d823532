import { readFile } from "node:fs/promises";
import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import type { HttpVariables } from "../http-variables.ts";
import { describeApi } from "./describe-api.ts";
import type { OpenApiDocument } from "./open-api-document.ts";
import { renderReference } from "./render-reference.ts";

/** Adds the reference of all calls, for programs at `/api/openapi.json` and for people at `/api/docs`. */
export function addReference(app: OpenAPIHono<HttpVariables>, { version }: { readonly version: string }): void {
  let described: OpenApiDocument | undefined;
  // Described on the first request, when all routes exist.
  const describe = () => {
    described ??= describeApi(routesOf(app), { version });
    return described;
  };
  const tag = etag();
  app.get("/api/openapi.json", tag, (c) => c.json(describe()));
  app.get("/api/docs", tag, (c) => c.html(renderReference(describe())));
  app.get("/api/docs.css", tag, async (c) => {
    const style = await readFile(new URL("./reference.css", import.meta.url), "utf8");
    return c.body(style, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
}

/** Returns all routes that the app describes. */
export function routesOf(app: OpenAPIHono<HttpVariables>): readonly RouteConfig[] {
  return app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === "route" ? [definition.route] : [],
  );
}
