import { z } from "zod";
import { jsonSchemaSchema } from "../../../config/index.ts";
import { InvalidArgumentError, type JsonSchema } from "../../../core/index.ts";

/** Requested format of an answer: text, or data with a JSON Schema. */
export const answerFormat = z
  .object({
    type: z.string(),
    /** Schema of the data in a call of `chat/completions`. */
    json_schema: z.object({ schema: z.unknown().optional() }).nullish(),
    /** Schema of the data in a call of `responses`. */
    schema: z.unknown().optional(),
  })
  .nullish();

/**
 * Returns the schema of the requested data.
 *
 * @returns  undefined if text is requested
 * @throws {InvalidArgumentError} if the schema uses keywords that cannot be checked
 */
export function readFormat(format: z.output<typeof answerFormat>): JsonSchema | undefined {
  if (format === null || format === undefined || format.type === "text") return undefined;
  if (format.type !== "json_schema")
    throw new InvalidArgumentError(`There is no format "${format.type}".`, {
      hint: 'Use "text", or "json_schema" with a schema, which is needed to check every value.',
    });
  const parsed = jsonSchemaSchema.safeParse(withoutDialect(format.json_schema?.schema ?? format.schema));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new InvalidArgumentError(
    `The schema cannot be used${place === "" ? "" : `, at "${place}"`}: ${issue?.message ?? ""}.`,
    { hint: "The guide to profiles lists the keywords. References, patterns and formats are not supported." },
  );
}

/** Removes `$schema`, which names the dialect and has no effect. */
function withoutDialect(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema"));
}
