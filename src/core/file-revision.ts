const NANOSECONDS_A_MILLISECOND = 1_000_000n;

/** What is noted of a version of a file: its size and when it was changed. */
export function fileRevision({
  sizeBytes,
  modifiedNs,
}: {
  readonly sizeBytes: bigint;
  readonly modifiedNs: bigint;
}): string {
  return `${sizeBytes}-${modifiedNs}`;
}

/** When a file with this revision was changed, ISO 8601 in UTC; undefined for what is no file's revision. */
export function modifiedAtOf(revision: string): string | undefined {
  const nanoseconds = /^\d+-(\d{16,19})$/.exec(revision)?.[1];
  if (nanoseconds === undefined) return undefined;
  return new Date(Number(BigInt(nanoseconds) / NANOSECONDS_A_MILLISECOND)).toISOString();
}
