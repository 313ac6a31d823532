import type { NearDuplicate } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

const MAX_SHOWN = 3;

/** Prints a note for each document that is the same or nearly the same. It is not a warning, since nothing is wrong. */
export function renderNearDuplicates(
  nearDuplicates: readonly NearDuplicate[],
  { colors, columns }: Output,
  indent: string,
): readonly string[] {
  const lines = nearDuplicates.slice(0, MAX_SHOWN).map(({ uri, similarity }) => {
    const relation = similarity === 1 ? "same words as" : `${Math.round(similarity * 100)} % the same as`;
    return wrapText(`${colors.cyan("note:")} ${relation} ${readableUri(uri)}`, columns, indent);
  });
  const others = nearDuplicates.length - lines.length;
  return others <= 0
    ? lines
    : [...lines, wrapText(`and ${count(others, "other document")}`, columns, `${indent}      `)];
}
