import { z } from "zod";
import { nearestNames } from "../text/nearest-names.ts";

/**
 * Makes the schema of an object from a caller. It rejects an unknown field and names the nearest known one, because an
 * ignored typing error would silently change the result.
 */
export function givenObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<z.util.Writeable<Shape>, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? sayUnknown(issue.keys, known) : undefined),
  });
}

function sayUnknown([unknown = ""]: readonly string[], known: readonly string[]): string {
  const [near] = nearestNames(unknown, known, 1);
  return `There is no field "${unknown}" here. ${near === undefined ? `The fields are ${known.join(", ")}.` : `Did you mean "${near}"?`}`;
}
