import { z } from "zod";
import { defined } from "../../../core/index.ts";
import type { JsonSchema } from "./open-api-document.ts";

/** Part of a type in words; a shape is a schema with a name. */
export type Word = { readonly text: string } | { readonly shape: string };

export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface DescribedType {
  readonly words: readonly Word[];
  readonly description?: string;
  /** Fields, if the type is an object with known fields. */
  readonly fields?: readonly Field[];
}

const object = z.record(z.string(), z.unknown());
const known = z.object({
  $ref: z.string().optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  items: z.union([object, z.boolean()]).optional(),
  prefixItems: z.array(object).optional(),
  anyOf: z.array(object).optional(),
  oneOf: z.array(object).optional(),
  properties: z.record(z.string(), object).optional(),
  required: z.array(z.string()).default([]),
  additionalProperties: z.union([z.boolean(), object]).optional(),
  description: z.string().optional(),
});

/** Describes a JSON Schema for a reader. */
export function typeOf(schema: JsonSchema): DescribedType {
  const { description, properties, required } = known.parse(schema);
  const fields = properties && Object.entries(properties).map(([name, field]) => fieldOf(name, field, required));
  return defined({ words: wordsOf(schema), description, fields });
}

function fieldOf(name: string, schema: JsonSchema, required: readonly string[]): Field {
  const description = typeof schema.description === "string" ? schema.description : undefined;
  return defined({ name, isRequired: required.includes(name), schema, description });
}

function wordsOf(schema: JsonSchema): readonly Word[] {
  const { $ref, properties, required, additionalProperties, ...rest } = known.parse(schema);
  if ($ref !== undefined) return [{ shape: $ref.replace(/^.*\//, "") }];
  if (rest.const !== undefined) return [{ text: JSON.stringify(rest.const) }];
  if (rest.enum !== undefined) return [{ text: rest.enum.map((value) => JSON.stringify(value)).join(" or ") }];
  const choices = rest.anyOf ?? rest.oneOf;
  if (choices !== undefined) return joined(choices.map(wordsOf), " or ");
  if (rest.prefixItems !== undefined || rest.type === "array") return [{ text: "list of " }, ...itemWords(rest)];
  if (properties !== undefined) return objectWords(properties, required);
  if (typeof additionalProperties === "object") return [{ text: "map of names to " }, ...wordsOf(additionalProperties)];
  return [{ text: valueWords(rest) }];
}

type KnownSchema = z.output<typeof known>;

/** Returns the types of the items of a list. */
function itemWords({ items, prefixItems }: Pick<KnownSchema, "items" | "prefixItems">): readonly Word[] {
  if (prefixItems !== undefined) return joined(prefixItems.map(wordsOf), " and ");
  return typeof items === "object" ? wordsOf(items) : [{ text: "anything" }];
}

/** Returns the type of a value without parts, with its format. */
function valueWords({ type = "anything", format }: Pick<KnownSchema, "type" | "format">): string {
  const name = Array.isArray(type) ? type.join(" or ") : type;
  return format === undefined ? name : `${name} (${format})`;
}

function objectWords(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): readonly Word[] {
  const fields = Object.entries(properties).map(([name, field]): readonly Word[] => [
    { text: `${name}${required.includes(name) ? "" : "?"}: ` },
    ...wordsOf(field),
  ]);
  return [{ text: "{ " }, ...joined(fields, "; "), { text: " }" }];
}

function joined(lists: readonly (readonly Word[])[], between: string): readonly Word[] {
  return lists.flatMap((words, index) => (index === 0 ? words : [{ text: between }, ...words]));
}
