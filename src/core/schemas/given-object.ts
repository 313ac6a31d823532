import { z } from "zod";
import { nearestNames } from "../nearest-names.ts";

/**
 * An object that a caller gives: a field that is not of the shape is refused, with the nearest one that is. Ignored, a
 * mistyped field would change what is done without a word.
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
  return `There is no field "${unknown}" here. ${near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean "${near}"?`}`;
}
