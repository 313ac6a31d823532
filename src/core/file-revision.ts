const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/** Size of a file and the time of its last change. */
export interface FileState {
  readonly sizeBytes: bigint;
  readonly modifiedNs: bigint;
}

/** Returns the revision of a file, which identifies its version by size and time. */
export function fileRevision({ sizeBytes, modifiedNs }: FileState): string {
  return `${sizeBytes}-${modifiedNs}`;
}

/** Returns the time of the last change from a file's revision, ISO 8601 in UTC; undefined for any other revision. */
export function modifiedAtOf(revision: string): string | undefined {
  const nanoseconds = /^\d+-(\d{16,19})$/.exec(revision)?.[1];
  if (nanoseconds === undefined) return undefined;
  return new Date(Number(BigInt(nanoseconds) / NANOSECONDS_PER_MILLISECOND)).toISOString();
}
