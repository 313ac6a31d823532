import { type AccessScope, canRead, type Filter } from "../../../core/index.ts";
import type { Column } from "../segment/column.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import { LABELS_COLUMN } from "../segment/write-documents-part.ts";
import { type Condition, satisfies } from "./matches-filter.ts";
import { columnOf, fromColumn } from "./path-field.ts";

/** Finds the documents of a segment that the caller may read. Returns 1 or 0 by document ordinal. */
export function readableDocuments(part: DocumentsPart, scope: AccessScope): Uint8Array {
  if (scope.kind === "everything") return new Uint8Array(part.documentIds.length).fill(1);
  return byCode(part, part.column(LABELS_COLUMN), (value) => canRead(scope, Array.isArray(value) ? value : []));
}

/**
 * Finds the documents of a segment that satisfy the filter. Returns 1 or 0 by document ordinal. Each condition is
 * evaluated once for each distinct value of its column.
 */
export function matchingDocuments(part: DocumentsPart, filter: Filter): Uint8Array {
  switch (filter.op) {
    case "and":
      return combine(part, filter.filters, 1, (left, right) => left & right);
    case "or":
      return combine(part, filter.filters, 0, (left, right) => left | right);
    case "not":
      return matchingDocuments(part, filter.filter).map((bit) => 1 - bit);
    default:
      return evaluateCondition(part, filter);
  }
}

function combine(
  part: DocumentsPart,
  filters: readonly Filter[],
  start: number,
  join: (left: number, right: number) => number,
): Uint8Array {
  const combined = new Uint8Array(part.documentIds.length).fill(start);
  for (const filter of filters) {
    const bits = matchingDocuments(part, filter);
    for (let document = 0; document < bits.length; document++) {
      combined[document] = join(combined[document] ?? 0, bits[document] ?? 0);
    }
  }
  return combined;
}

function evaluateCondition(part: DocumentsPart, condition: Condition): Uint8Array {
  const { field } = condition;
  return byCode(part, part.column(columnOf(field)), (value) => satisfies(condition, fromColumn(field, value)));
}

/** Evaluates `accepts` once for each distinct value, and once for a missing value. */
function byCode(
  part: DocumentsPart,
  column: Column | undefined,
  accepts: (value: Column["values"][number] | undefined) => boolean,
): Uint8Array {
  const accepted = Uint8Array.from([undefined, ...(column?.values ?? [])], (value) => (accepts(value) ? 1 : 0));
  const documents = new Uint8Array(part.documentIds.length);
  const codes = column?.codes ?? new Uint32Array();
  for (let document = 0; document < documents.length; document++) {
    documents[document] = accepted[codes[document] ?? 0] ?? 0;
  }
  return documents;
}
