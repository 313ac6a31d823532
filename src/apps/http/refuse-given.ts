import type { z } from "zod";
import { InvalidArgumentError } from "../../index.ts";

/** Names the first thing of a call that is not as it has to be. */
export function refuseGiven({ issues: [issue] }: z.core.$ZodError, hint: string): InvalidArgumentError {
  const path = issue?.path ?? [];
  if (issue?.code === "unrecognized_keys")
    return new InvalidArgumentError(issue.message, { hint, argument: [...path, ...issue.keys.slice(0, 1)].join(".") });
  const place = path.join(".");
  return new InvalidArgumentError(
    `${place === "" ? "The body" : `"${place}"`} is not as it has to be: ${issue?.message ?? ""}.`,
    { hint, ...(place === "" ? {} : { argument: place }) },
  );
}
