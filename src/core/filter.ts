/** A literal of the filter language. A date is compared as an instant in UTC; a bare day is its first moment. */
export type FilterValue = string | number | boolean | { readonly date: string };

/**
 * A condition on a document's metadata. Fields are metadata keys, and also `uri`, `title`, `mediaType`, `addedAt`.
 *
 * A comparison with a missing field, or between different types, is false, and `not` makes it true. A list field
 * satisfies a comparison if one of its members does. `has` compares whole words and ignores case; it also finds words
 * of numbers and dates, and reads an encoded `uri` as people write it.
 */
export type Filter =
  | { readonly op: "and" | "or"; readonly filters: readonly Filter[] }
  | { readonly op: "not"; readonly filter: Filter }
  | { readonly op: "=" | "!=" | "<" | "<=" | ">" | ">="; readonly field: string; readonly value: FilterValue }
  | { readonly op: "in"; readonly field: string; readonly values: readonly FilterValue[] }
  | { readonly op: "contains" | "startsWith" | "has"; readonly field: string; readonly value: string }
  | { readonly op: "exists"; readonly field: string };
