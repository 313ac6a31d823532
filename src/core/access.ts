/** Who is reading. Every read takes one; the whole store is written out as `everything`, never implied. */
export type AccessScope =
  | { readonly kind: "everything" }
  | { readonly kind: "labels"; readonly labels: readonly string[] };

export const everything: AccessScope = { kind: "everything" };

/** Whether a reader may see what was made with another scope: only who may read all of that. */
export function coversScope(reader: AccessScope, made: AccessScope): boolean {
  if (reader.kind === "everything") return true;
  return made.kind === "labels" && made.labels.every((label) => reader.labels.includes(label));
}

/** A document without labels is readable by everyone; otherwise one of its labels must be in the scope. */
export function canRead(scope: AccessScope, accessLabels: readonly string[]): boolean {
  if (scope.kind === "everything" || accessLabels.length === 0) return true;
  return accessLabels.some((label) => scope.labels.includes(label));
}
