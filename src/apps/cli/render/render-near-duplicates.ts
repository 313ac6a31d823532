import type { NearDuplicate } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

const MOST_SHOWN = 3;

/** Which documents say the same, or nearly; not a warning, since nothing is wrong with any of them. */
export function renderNearDuplicates(
  nearDuplicates: readonly NearDuplicate[],
  { colors, columns }: Output,
  indent: string,
): readonly string[] {
  const lines = nearDuplicates.slice(0, MOST_SHOWN).map(({ uri, similarity }) => {
    const alike = similarity === 1 ? "the same words as" : `nearly the same as (${Math.round(similarity * 100)} %)`;
    return wrapText(`${colors.cyan("note:")} ${alike} ${readableUri(uri)}`, columns, indent);
  });
  const others = nearDuplicates.length - lines.length;
  return others <= 0
    ? lines
    : [...lines, wrapText(`and ${count(others, "other document")}`, columns, `${indent}      `)];
}
