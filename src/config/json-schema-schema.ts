import { z } from "zod";
import type { JsonSchema } from "../core/index.ts";

const name = z.enum(["object", "array", "string", "number", "integer", "boolean", "null"]);
const text = z.string().max(2_000);
const count = z.int().min(0).max(1_000_000);
const plain = z.union([text, z.number(), z.boolean(), z.null()]);

const keywords = z.strictObject({
  type: z.union([name, z.array(name).min(1)]).exactOptional(),
  title: text.exactOptional(),
  description: text.exactOptional(),
  properties: z
    .record(
      z.string().min(1).max(100),
      z.lazy(() => jsonSchemaSchema),
    )
    .exactOptional(),
  required: z.array(z.string().min(1).max(100)).exactOptional(),
  additionalProperties: z.literal(false).exactOptional(),
  items: z.lazy(() => jsonSchemaSchema).exactOptional(),
  minItems: count.exactOptional(),
  maxItems: count.exactOptional(),
  enum: z.array(plain).min(1).max(1_000).exactOptional(),
  minimum: z.number().exactOptional(),
  maximum: z.number().exactOptional(),
  minLength: count.exactOptional(),
  maxLength: count.exactOptional(),
  anyOf: z
    .array(z.lazy(() => jsonSchemaSchema))
    .min(1)
    .max(20)
    .exactOptional(),
});

export const jsonSchemaKeys: readonly string[] = Object.keys(keywords.shape);

/**
 * The part of JSON Schema that a profile may use. Objects are closed: only names in `properties` are allowed,
 * so a model cannot add its own keys. Patterns and references are not supported, because an untrusted file
 * could use them to keep Lydian busy.
 */
export const jsonSchemaSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  keywords
    .superRefine((schema, context) => {
      const problem = problemOf(schema);
      if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
    })
    .transform(
      (schema): JsonSchema => (schema.properties === undefined ? schema : { ...schema, additionalProperties: false }),
    ),
);

function problemOf({
  type,
  properties = {},
  required = [],
  items,
  anyOf,
  enum: values,
}: JsonSchema): string | undefined {
  const types = type === undefined ? [] : [type].flat();
  if (types.length === 0 && anyOf === undefined && values === undefined)
    return "a schema needs a type, an enum or anyOf";
  if (types.includes("object") && Object.keys(properties).length === 0) return "an object needs properties";
  if (types.includes("array") && items === undefined) return "an array needs items";
  const unknown = required.find((name) => !Object.hasOwn(properties, name));
  return unknown === undefined ? undefined : `"${unknown}" is required, but is not a property`;
}
