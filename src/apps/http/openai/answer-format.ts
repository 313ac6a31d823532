import { z } from "zod";
import { jsonSchemaSchema } from "../../../config/index.ts";
import { InvalidArgumentError, type JsonSchema } from "../../../index.ts";

/** How an answer is wanted: as text, or as data by a JSON Schema. */
export const answerFormat = z
  .object({
    type: z.string(),
    /** Of `chat/completions`. */
    json_schema: z.object({ schema: z.unknown().optional() }).nullish(),
    /** Of `responses`. */
    schema: z.unknown().optional(),
  })
  .nullish();

/**
 * @returns  undefined where text is wanted
 * @throws {InvalidArgumentError} if the schema uses more of JSON Schema than can be checked
 */
export function readFormat(format: z.output<typeof answerFormat>): JsonSchema | undefined {
  if (format === null || format === undefined || format.type === "text") return undefined;
  if (format.type !== "json_schema")
    throw new InvalidArgumentError(`The format "${format.type}" is not known.`, {
      hint: 'It can be "text", or "json_schema" with a schema: every value is checked, so that its place has to be known.',
    });
  const parsed = jsonSchemaSchema.safeParse(withoutIdleKeys(format.json_schema?.schema ?? format.schema));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new InvalidArgumentError(
    `The schema can not be used${place === "" ? "" : `, at "${place}"`}: ${issue?.message ?? ""}.`,
    { hint: "The guide to profiles lists the keywords; there are no references, no patterns and no formats." },
  );
}

/** Clients write where their dialect is described, which changes nothing. */
function withoutIdleKeys(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema"));
}
