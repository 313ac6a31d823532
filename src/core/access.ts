/** Who is reading. Every read takes one; the whole store is written out as `everything`, never implied. */
export type AccessScope =
  | { readonly kind: "everything" }
  | { readonly kind: "labels"; readonly labels: readonly string[] };

export const everything: AccessScope = { kind: "everything" };

/** A document without labels is readable by everyone; otherwise one of its labels must be in the scope. */
export function canRead(scope: AccessScope, accessLabels: readonly string[]): boolean {
  if (scope.kind === "everything" || accessLabels.length === 0) return true;
  return accessLabels.some((label) => scope.labels.includes(label));
}
