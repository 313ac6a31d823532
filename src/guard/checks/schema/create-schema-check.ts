import type { z } from "zod";
import { InvalidSettingsError, parseJson } from "../../../core/index.ts";
import type { CheckResult } from "../../guard.ts";
import type { Measure } from "../define-guard.ts";

/** JSON Schema, draft 2020-12. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** A block of code that models put around JSON. */
const fenced = /^\s{0,100}```(?:json)?[ \t]{0,20}\n([\s\S]*)\n```\s{0,100}$/;

/**
 * Creates the guard `schema`: texts that are not JSON, or JSON that breaks a schema. JSON in one
 * block of Markdown counts as JSON.
 *
 * @throws {InvalidSettingsError} for a schema that is not valid
 */
export async function createSchemaCheck(schema: JsonSchema): Promise<Measure> {
  const fits = await readSchema(schema);
  return {
    version: "1",
    threshold: 0.5,
    check: ({ text }) => check(text, fits),
  };
}

type Fits = (value: unknown) => boolean;

async function readSchema(schema: JsonSchema): Promise<Fits> {
  const zod = await import("zod");
  try {
    const parsed: z.ZodType = zod.z.fromJSONSchema(structuredClone(schema));
    return (value) => parsed.safeParse(value).success;
  } catch (cause) {
    throw new InvalidSettingsError(
      'The option "schema" of the guard "schema" is not a JSON Schema that Lydian can check.',
      {
        cause,
      },
    );
  }
}

function check(text: string, fits: Fits): CheckResult {
  const value = parseJson(fenced.exec(text)?.[1] ?? text);
  if (value === undefined) return failed(text, "NO_JSON");
  return fits(value) ? { score: 0, spans: [] } : failed(text, "SCHEMA_VIOLATION");
}

function failed(text: string, type: string): CheckResult {
  const spans = text === "" ? [] : [{ start: 0, end: text.length, type, evidence: "json-schema", score: 1 }];
  return { score: 1, spans };
}
