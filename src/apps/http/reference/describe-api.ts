import { type RouteConfig, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { permissionOf } from "../security/require-permission-of-route.ts";
import { type DescribedSchemas, describeSchemas } from "./describe-schemas.ts";
import type { Content, OpenApiDocument, Operation, Parameter } from "./open-api-document.ts";

const INTRODUCTION = `Every sentence of an answer is cited down to the character, and every citation is checked. Errors are problem
details (RFC 9457) with a stable \`code\`. Callers on the machine of the server need no key, unless the settings require one.`;

/** Describes the routes in OpenAPI 3.1, with the same schemas that check the calls. */
export function describeApi(
  routes: readonly RouteConfig[],
  { version }: { readonly version: string },
): OpenApiDocument {
  const described = describeSchemas(routes.flatMap(schemasOf));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method] = describeRoute(route, described);
    paths[route.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: { title: "Lydian", version, description: INTRODUCTION },
    servers: [{ url: "/" }],
    security: [{}, { key: [] }],
    tags: [...new Set(routes.flatMap(({ tags = [] }) => tags))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: described.components,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "Create a key with `lydian keys add NAME`." },
      },
    },
  };
}

function describeRoute(route: RouteConfig, described: DescribedSchemas): Operation {
  const { method, path, summary = "", tags = [], security } = route;
  const permission = permissionOf(route);
  const needed = permission === undefined ? "" : `Needs a key with the permission \`${permission}\`.`;
  const description = [route.description ?? "", needed].filter((sentence) => sentence !== "").join(" ");
  const parameters = describeParameters(route, described);
  const body = route.request?.body;
  return defined({
    operationId: route.operationId ?? operationIdOf(method, path),
    summary,
    description: description === "" ? undefined : description,
    tags,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: body && { required: true, content: describeContent(body.content, described) },
    responses: Object.fromEntries(
      responsesOf(route).map(([status, { description: what, content }]) => [
        status,
        { description: what, content: describeContent(content, described) },
      ]),
    ),
    security,
  });
}

function describeParameters({ request = {} }: RouteConfig, described: DescribedSchemas): readonly Parameter[] {
  const places = [
    { place: "path", schema: request.params },
    { place: "query", schema: request.query },
  ] as const;
  return places.flatMap(({ place, schema }) => {
    if (schema === undefined) return [];
    const { properties, required } = objectSchema.parse(described.of(schema));
    return Object.entries(properties).map(([name, { description, ...rest }]) =>
      defined({
        name,
        in: place,
        required: place === "path" || required.includes(name),
        description: typeof description === "string" ? description : undefined,
        schema: rest,
      }),
    );
  });
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

function describeContent(content: object, described: DescribedSchemas): Content {
  return Object.fromEntries(
    entriesOf(content).map(([mediaType, schema]) => [mediaType, { schema: described.of(schema) }] as const),
  );
}

function schemasOf(route: RouteConfig): readonly z.ZodType[] {
  const { request = {} } = route;
  const contents = [request.body?.content ?? {}, ...responsesOf(route).map(([, { content }]) => content)];
  const bodies = contents.flatMap((content) => entriesOf(content).map(([, schema]) => schema));
  return [request.params, request.query, ...bodies].filter((schema) => schema !== undefined);
}

/** Schema of a response; one without a body has no content. */
const response = z.object({ description: z.string(), content: z.record(z.string(), z.unknown()).default({}) });

const responsesOf = ({ responses }: RouteConfig) =>
  Object.entries(responses).map(([status, value]) => [status, response.parse(value)] as const);

/** Returns the zod schemas of a body by media type. */
function entriesOf(content: object): readonly (readonly [string, z.ZodType])[] {
  return Object.entries(content).map(([mediaType, value]) => [mediaType, withSchema.parse(value).schema] as const);
}

const withSchema = z.object({ schema: z.instanceof(z.ZodType) });

/** Names an operation: `GET /api/v1/collections/{collection}/ask` becomes `getCollectionsByCollectionAsk`. */
function operationIdOf(method: string, path: string): string {
  const parts = path.replace(/^\/api\/v1/, "").split(/[/._-]/);
  const words = parts.filter((part) => part !== "").map((part) => part.replace(/^\{(.*)\}$/, "by-$1").split("-"));
  return (
    method +
    words
      .flat()
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("")
  );
}
