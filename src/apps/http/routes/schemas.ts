import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { collectionName } from "../../../core/schemas/index.ts";

export const collectionParam = z.object({
  collection: collectionName,
});

export const where = z
  .string()
  .max(10_000)
  .exactOptional()
  .meta({ description: "A condition on metadata, in the filter language." });

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    hint: z.string().optional(),
    argument: z.string().optional().meta({ description: "The field that is not as it has to be, where it is one." }),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "What went wrong (RFC 9457); `code` is stable." });

/** One answer that is JSON, and the problems that any call may have. */
export function responses<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: { description: "A problem.", content: { "application/problem+json": { schema: problem } } },
  } as const;
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

/** The same, or a stream of server-sent events where the caller asks for one. */
export function eventsOr<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    ...responses(schema, description),
    200: { description, content: { "application/json": { schema }, "text/event-stream": { schema: z.string() } } },
  } as const;
}

export const wantsEvents = (c: Context): boolean => (c.req.header("accept") ?? "").includes("text/event-stream");

/** A stream of server-sent events, and nothing else. */
export function eventStream(description: string) {
  return withBody("text/event-stream", z.string(), description);
}

/** A file. */
export function bytes(description: string) {
  return withBody("application/octet-stream", z.string().meta({ format: "binary" }), description);
}

export function withBody(mediaType: string, schema: z.ZodType, description: string) {
  return { ...responses(schema, description), 200: { description, content: { [mediaType]: { schema } } } } as const;
}
