import type { z } from "zod";
import { InvalidArgumentError } from "../../index.ts";

/** Names the first thing of a call that is not as it has to be. */
export function refuseGiven({ issues: [issue] }: z.core.$ZodError, hint: string): InvalidArgumentError {
  if (issue?.code === "unrecognized_keys") return new InvalidArgumentError(issue.message, { hint });
  const place = issue?.path.join(".") ?? "";
  return new InvalidArgumentError(
    `${place === "" ? "The body" : `"${place}"`} is not as it has to be: ${issue?.message ?? ""}.`,
    { hint },
  );
}
