/** A code (`A-113`, `VF-2201-B`), or a number with its unit (`9.4 °C`, `38.5 h`). */
const KEPT = /\d[\d.,]*\s(?:°[CF]|%|€|kWh|min|cm|[hsd]|[kmµ]?[gmlLWVA])(?![\p{L}\d])|\S*\d\S*-\S*|\S*-\S*\d\S*/gu;

/** Splits a text into parts, in order. A kept part is never broken over two lines, so that its copy is exact. */
export function splitCodes(
  text: string,
): readonly { readonly start: number; readonly text: string; readonly isKept: boolean }[] {
  const parts: { readonly start: number; readonly text: string; readonly isKept: boolean }[] = [];
  let end = 0;
  for (const { 0: kept, index } of text.matchAll(KEPT)) {
    if (index > end) parts.push({ start: end, text: text.slice(end, index), isKept: false });
    parts.push({ start: index, text: kept, isKept: true });
    end = index + kept.length;
  }
  if (end < text.length) parts.push({ start: end, text: text.slice(end), isKept: false });
  return parts;
}
