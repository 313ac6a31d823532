import type { DocumentSummary, GuardEngine } from "../../core/index.ts";

/** Returns the version of the policy that decides about documents; undefined if it sets no guard for them. */
export async function guardVersion(guard: GuardEngine): Promise<string | undefined> {
  return (await guard.hasChecks("ingest")) ? (await guard.policy()).version : undefined;
}

/** Tests whether a stored document was guarded under this version. If not, it must be read again. */
export function isGuardedBy(version: string | undefined, { receipt }: DocumentSummary): boolean {
  return receipt.guard?.policy.version === version;
}
