import type { Context } from "hono";
import type { z } from "zod";
import { InvalidArgumentError } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { readGiven } from "../refuse-given.ts";

export const OPENAI_HINT = "The guide to the OpenAI-compatible API describes this call.";

/**
 * Reads the body of a call and checks it against a schema.
 *
 * @throws {InvalidArgumentError} if the body is not JSON, or names the first invalid field
 */
export async function readBody<Schema extends z.ZodType>(
  c: Context<HttpVariables>,
  schema: Schema,
): Promise<z.output<Schema>> {
  return readGiven(schema, await readJson(c), OPENAI_HINT);
}

async function readJson(c: Context<HttpVariables>): Promise<unknown> {
  try {
    const value: unknown = await c.req.json();
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidArgumentError("The body is not JSON.", { cause: error });
  }
}
