import { z } from "zod";

const text = z.string().min(1);

/** Alternatives of one expression. */
export const formsSchema = z.array(text).min(1);

/**
 * Parts of expressions by name, in a data file of rules. A list is a choice. A form may name a part as `{name}`, and a
 * part those before it. Names have at least two small letters, so that they differ from counts and classes of letters.
 */
export const partsSchema = z.record(z.string().regex(/^[a-z][a-z-]+$/), z.union([text, formsSchema]));

/**
 * Returns a function that joins forms to the source of one expression, with the parts that they name.
 *
 * @throws {Error} for a part that is not there; so does the function
 */
export function createExpressionReader(parts: z.output<typeof partsSchema>): (forms: readonly string[]) => string {
  const sources = new Map<string, string>();
  const read = (form: string): string =>
    form.replaceAll(/\{([a-z][a-z-]+)\}/g, (_, name: string) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`A rule names the part "${name}", which is not there.`);
      return source;
    });

  for (const [name, part] of Object.entries(parts))
    sources.set(name, typeof part === "string" ? read(part) : `(?:${part.map(read).join("|")})`);
  return (forms) => forms.map(read).join("|");
}
