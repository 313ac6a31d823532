import { z } from "zod";
import type { JsonSchema } from "./open-api-document.ts";

const object = z.record(z.string(), z.unknown());
const converted = z.object({
  properties: z.record(z.string(), object),
  $defs: z.record(z.string(), object).default({}),
});

export interface DescribedSchemas {
  /** Those with an id, and what refers to itself. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** Of one that was given: a reference, where it has an id. */
  of(schema: z.ZodType): JsonSchema;
}

/**
 * Schemas as JSON Schema, all in one conversion, so that what has an id stands once, under `#/components/schemas/ID`. They
 * are read as what goes in: an object that may hold more fields later does not forbid them.
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
