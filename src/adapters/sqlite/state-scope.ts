import { z } from "zod";
import type { AccessScope } from "../../core/index.ts";
import { parseColumn } from "./connection.ts";

const labelsColumn = z.array(z.string()).nullable();

/** A scope as a column keeps it: its labels in order as JSON, `null` for everything. Equal scopes are equal texts. */
export function scopeToColumn(scope: AccessScope): string {
  return JSON.stringify(scope.kind === "everything" ? null : [...new Set(scope.labels)].sort());
}

export function scopeFromColumn(column: string, path: string): AccessScope {
  const labels = parseColumn(labelsColumn, column, path);
  return labels === null ? { kind: "everything" } : { kind: "labels", labels };
}

/** Holds for the rows that a reader with the scope `@reader` may see: as `coversScope`, within the database. */
export const isVisible = `CASE
  WHEN @reader = 'null' THEN TRUE
  WHEN scope = 'null' THEN FALSE
  ELSE NOT EXISTS (
    SELECT 1 FROM json_each(scope) AS made WHERE made.value NOT IN (SELECT value FROM json_each(@reader))
  ) END`;
