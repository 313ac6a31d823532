import { z } from "@hono/zod-openapi";

export const collectionParam = z.object({
  collection: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/),
});

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    hint: z.string().optional(),
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
