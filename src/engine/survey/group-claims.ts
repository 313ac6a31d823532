import type { ClaimGroup, Grounded } from "../../core/index.ts";

/** Deeper headings than these would cut a summary to single sentences. */
const HEADINGS_SHOWN = 2;

/** Neighbouring claims under the same headings of a document, by the first place that each cites. */
export function groupClaims({
  claims,
  citations,
  passages,
}: Pick<Grounded, "claims" | "citations" | "passages">): readonly ClaimGroup[] {
  const groups: ClaimGroup[] = [];
  for (const [index, claim] of claims.entries()) {
    const number = citations[claim.citations[0] ?? -1]?.number;
    const hit = passages.find((passage) => passage.number === number)?.hit;
    if (hit === undefined) continue;
    const { documentId, title } = hit;
    const headingPath = hit.headingPath.filter((heading) => heading !== title).slice(0, HEADINGS_SHOWN);
    const last = groups.at(-1);
    const isSame = last?.documentId === documentId && last.headingPath.join("\n") === headingPath.join("\n");
    if (last !== undefined && isSame) groups[groups.length - 1] = { ...last, claims: [...last.claims, index] };
    else groups.push({ documentId, title, headingPath, claims: [index] });
  }
  return groups;
}
