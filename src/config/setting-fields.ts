import { z } from "zod";
import { defined } from "../core/index.ts";
import { settingsSchema } from "./settings-schema.ts";

/** A setting as the environment, the messages and the reference page need it. */
export interface SettingField {
  /** Path of the setting, such as `chunking.maxTokens`. */
  readonly path: string;
  /** Environment variable of the setting, such as `LYDIAN_CHUNKING_MAX_TOKENS`. */
  readonly variable: string;
  readonly kind: "text" | "whole number" | "number" | "true or false" | "mapping" | "list";
  readonly choices?: readonly string[];
  readonly bounds?: { readonly from: number; readonly to: number };
  readonly defaultValue?: string | number | boolean;
  readonly description: string;
  /** Level of the setting; `basic` marks those that most users may want. */
  readonly level: "basic" | "advanced";
  /**
   * Whether the file of a found store may set it only if the user trusts the file. Absent: the setting does not say.
   */
  readonly needsTrust?: NeedOfTrust;
}

/** Need of trust: for every value, for none, or for every value but some. */
export type NeedOfTrust = z.output<typeof needOfTrust>;

const needOfTrust = z.union([
  z.boolean(),
  z.strictObject({ exceptFor: z.array(z.union([z.string(), z.boolean()])).readonly() }),
]);

const kinds = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "mapping",
  array: "list",
} as const;

// The part of zod's JSON Schema that is used here.
const leaf = z.object({
  type: z.enum(["string", "integer", "number", "boolean", "object", "array"]),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  description: z.string(),
  level: z.literal("basic").optional(),
  needsTrust: needOfTrust.optional(),
});
const group = z.object({ type: z.literal("object"), properties: z.record(z.string(), z.unknown()) });

/** Returns every setting in the order of the schema. */
export function settingFields(): readonly SettingField[] {
  return fieldsOf(z.toJSONSchema(settingsSchema, { io: "input" }), "");
}

function fieldsOf(node: unknown, path: string): readonly SettingField[] {
  const inner = group.safeParse(node);
  if (!inner.success) return [fieldOf(leaf.parse(node), path)];
  return Object.entries(inner.data.properties).flatMap(([name, child]) =>
    fieldsOf(child, path === "" ? name : `${path}.${name}`),
  );
}

function fieldOf(node: z.output<typeof leaf>, path: string): SettingField {
  const { minimum: from, maximum: to } = node;
  return defined({
    path,
    variable: `LYDIAN_${path.replace(/[A-Z]/g, "_$&").replace(/\./g, "_").toUpperCase()}`,
    kind: kinds[node.type],
    description: node.description,
    level: node.level ?? "advanced",
    needsTrust: node.needsTrust,
    choices: node.enum,
    bounds: from === undefined || to === undefined ? undefined : { from, to },
    defaultValue: node.default,
  });
}
