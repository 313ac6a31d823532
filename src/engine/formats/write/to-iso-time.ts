/** Converts a time as mail and feeds write it (RFC 5322, RFC 3339) to UTC; undefined for anything else. */
export function toIsoTime(date: string | undefined): string | undefined {
  const time = new Date(date ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
