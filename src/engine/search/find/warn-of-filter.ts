import type { FilterFault, Warning } from "../../../core/index.ts";

/** Maximum number of fields that a warning lists. */
const MAX_LISTED = 16;

/**
 * Warns of each condition of the filter that no document can satisfy. The last unknown field comes with a list of known
 * ones.
 */
export function warnOfFilter(faults: readonly FilterFault[]): readonly Warning[] {
  const last = faults.findLast(({ kind }) => kind === "unknown");
  return faults.map((fault) => {
    const { field, kind, near, known } = fault;
    if (kind === "type") {
      const message = `No document has a value of the type that the filter compares "${field}" with. Numbers, texts in quotation marks, dates and true or false are different types.`;
      return { code: "filter-type", message };
    }
    const names = near.map((name) => `"${name}"`).join(" or ");
    const guess = names === "" ? "" : ` Did you mean ${names}?`;
    const list = fault === last ? ` ${listFields(known)}` : "";
    return {
      code: "filter-field-unknown",
      message: `No document has the field "${field}" of the filter.${guess}${list}`,
    };
  });
}

function listFields(known: readonly string[]): string {
  const others = known.length > MAX_LISTED ? " and others" : "";
  return `The documents have the fields ${known.slice(0, MAX_LISTED).join(", ")}${others}.`;
}
