import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { collectionName } from "../../../core/schemas/index.ts";
import { readGiven } from "../refuse-given.ts";

export const collectionParam = z.object({
  collection: collectionName,
});

/** Hint of every problem with the input of a call. */
export const SEE_REFERENCE = "GET /api/docs describes this call.";

/**
 * Reads the parameters in the path of a route whose response is not JSON. The other routes declare them.
 *
 * @throws {InvalidArgumentError} naming the first invalid parameter
 */
export function readParams<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  return readGiven(schema, c.req.param(), SEE_REFERENCE);
}

export const where = z
  .string()
  .max(10_000)
  .exactOptional()
  .meta({ description: "Condition on metadata, in the filter language." });

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    hint: z.string().optional(),
    argument: z.string().optional().meta({ description: "Name of the invalid field, if there is one." }),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "Problem details (RFC 9457); `code` is stable." });

/** Describes a JSON response and the problems that any call can have. */
export function responses<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: { description: "A problem.", content: { "application/problem+json": { schema: problem } } },
  } as const;
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

/** Describes a JSON response, or a stream of server-sent events if the caller accepts one. */
export function eventsOr<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    ...responses(schema, description),
    200: { description, content: { "application/json": { schema }, "text/event-stream": { schema: z.string() } } },
  } as const;
}

export const wantsEvents = (c: Context): boolean => (c.req.header("accept") ?? "").includes("text/event-stream");

/** Describes a stream of server-sent events. */
export function eventStream(description: string) {
  return withBody("text/event-stream", z.string(), description);
}

/** Describes a file. */
export function bytes(description: string) {
  return withBody("application/octet-stream", z.string().meta({ format: "binary" }), description);
}

export function withBody(mediaType: string, schema: z.ZodType, description: string) {
  return { ...responses(schema, description), 200: { description, content: { [mediaType]: { schema } } } } as const;
}
