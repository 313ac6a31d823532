/** A time as mail and feeds spell it (RFC 5322, RFC 3339), in UTC; a spelling that is no date is nothing. */
export function toIsoTime(date: string | undefined): string | undefined {
  const time = new Date(date ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
