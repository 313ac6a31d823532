import type { z } from "zod";
import type { Json } from "../wire/json.ts";

/**
 * The same type without write access, at every depth. `Json` is read-only already and nests without limit, so it stays
 * unchanged.
 */
export type ReadOnly<T> = [Json] extends [T]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;

/** Returns the schema with an output type that is read-only at every depth, since data is never changed in place. */
export function readOnly<Schema extends z.ZodType>(schema: Schema): z.ZodType<ReadOnly<z.infer<Schema>>> {
  return schema as z.ZodType<ReadOnly<z.infer<Schema>>>;
}
