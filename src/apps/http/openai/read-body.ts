import type { Context } from "hono";
import type { z } from "zod";
import { InvalidArgumentError } from "../../../index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { refuseGiven } from "../refuse-given.ts";

/** @throws {InvalidArgumentError} naming the first thing that is not as it has to be */
export async function readBody<Schema extends z.ZodType>(
  c: Context<HttpVariables>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(c));
  if (parsed.success) return parsed.data;
  throw refuseGiven(parsed.error, "The guide to the OpenAI-compatible API says what this call takes.");
}

async function readJson(c: Context<HttpVariables>): Promise<unknown> {
  try {
    const value: unknown = await c.req.json();
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidArgumentError("The body is no JSON.", { cause: error });
  }
}
