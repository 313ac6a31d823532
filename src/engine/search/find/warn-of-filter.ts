import type { FilterFault, Warning } from "../../../core/index.ts";

/** Warns of each condition of the filter that no document can satisfy. */
export function warnOfFilter(faults: readonly FilterFault[]): readonly Warning[] {
  return faults.map(({ field, kind, near }) => {
    if (kind === "type") {
      const message = `No document has a value of the type that the filter compares "${field}" with. Numbers, texts in quotation marks, dates and true or false are different types.`;
      return { code: "filter-type", message };
    }
    const names = near.map((name) => `"${name}"`).join(" or ");
    const message = `No document has the field "${field}" of the filter.${names === "" ? "" : ` Did you mean ${names}?`}`;
    return { code: "filter-field-unknown", message };
  });
}
