import { z } from "zod";
import type { AccessScope } from "../../core/index.ts";
import { parseColumn } from "./connection.ts";

const labelsColumn = z.array(z.string()).nullable();

/**
 * Returns a scope as column text: its sorted labels as JSON, or `null` for everything. Equal scopes give equal texts.
 */
export function scopeToColumn(scope: AccessScope): string {
  return JSON.stringify(scope.kind === "everything" ? null : [...new Set(scope.labels)].sort());
}

/** Parses the result of `scopeToColumn`. */
export function scopeFromColumn(column: string, path: string): AccessScope {
  const labels = parseColumn(labelsColumn, column, path);
  return labels === null ? { kind: "everything" } : { kind: "labels", labels };
}

/** Condition for the rows that a caller with the scope `@reader` may see: `coversScope` written in SQL. */
export const isVisible = `CASE
  WHEN @reader = 'null' THEN TRUE
  WHEN scope = 'null' THEN FALSE
  ELSE NOT EXISTS (
    SELECT 1 FROM json_each(scope) AS labels WHERE labels.value NOT IN (SELECT value FROM json_each(@reader))
  ) END`;

/** Returns names as column text for `isOfCollections`; null for no condition. */
export const namesToColumn = (names: readonly string[] | undefined): string | null =>
  names === undefined ? null : JSON.stringify(names);

/** Condition for the rows of the collections `@collections`. */
export const isOfCollections = "(@collections IS NULL OR collection IN (SELECT value FROM json_each(@collections)))";
