import { z } from "zod";
import type { JsonSchema } from "./open-api-document.ts";

const object = z.record(z.string(), z.unknown());
const converted = z.object({
  properties: z.record(z.string(), object),
  $defs: z.record(z.string(), object).default({}),
});

export interface DescribedSchemas {
  /** Schemas with an id, and schemas that refer to themselves. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** Returns the JSON Schema of a schema; a reference if it has an id. */
  of(schema: z.ZodType): JsonSchema;
}

/**
 * Converts schemas to JSON Schema in one conversion, so a schema with an id occurs once, at `#/components/schemas/ID`.
 * They are converted as inputs, so objects allow fields that may be added later.
 */
export function describeSchemas(schemas: Iterable<z.ZodType>): DescribedSchemas {
  const names = new Map<z.ZodType, string>();
  for (const schema of schemas) if (!names.has(schema)) names.set(schema, `s${names.size}`);
  const whole = z.object(Object.fromEntries([...names].map(([schema, name]) => [name, schema])));
  const json = z.toJSONSchema(whole, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => delete jsonSchema.id,
  });
  const moved = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { properties, $defs: components } = converted.parse(JSON.parse(moved));
  return {
    components,
    of: (schema) => properties[names.get(schema) ?? ""] ?? {},
  };
}
