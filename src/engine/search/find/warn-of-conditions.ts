import type { Warning } from "../../../core/index.ts";
import type { QueryCondition } from "./split-query.ts";

/**
 * Says how the conditions of a query were read, and whether a passage meets them. Empty for a query without conditions.
 */
export function warnOfConditions(conditions: readonly QueryCondition[], hits: number): readonly Warning[] {
  if (conditions.length === 0) return [];
  const list = describeConditions(conditions);
  if (hits > 0) {
    const message = `Only passages that meet these conditions were searched: ${list}. Put a term in quotation marks to search for it as words.`;
    return [{ code: "conditions-read", message }];
  }
  const message = `No passage was found that meets these conditions: ${list}. Remove one, or put it in quotation marks to search for it as words.`;
  return [{ code: "conditions-unmet", message }];
}

/** Describes conditions in a list: `"pump" in title, no "draft"`. */
export function describeConditions(conditions: readonly QueryCondition[]): string {
  return conditions
    .map(({ field, text, isExcluded }) => {
      const place = field === undefined ? "" : ` in ${field === "uri" ? "path" : field}`;
      return `${isExcluded ? "no " : ""}"${text}"${place}`;
    })
    .join(", ");
}
