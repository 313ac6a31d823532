const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:$|T)/;
const WITH_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Parses an ISO 8601 day or time. Returns milliseconds since 1970 in UTC, or undefined for other texts and for days
 * that do not exist. A day means its first moment; a time without a zone is in UTC.
 */
export function parseDate(text: string): number | undefined {
  const day = DAY.exec(text);
  if (!day) return undefined;
  const [year, month, date] = day.slice(1).map(Number);
  const midnight = new Date(0);
  midnight.setUTCFullYear(year ?? 0, (month ?? 0) - 1, date ?? 0);
  if (midnight.getUTCMonth() !== (month ?? 0) - 1 || midnight.getUTCDate() !== date) return undefined;
  if (text.length === 10) return midnight.getTime();
  const time = WITH_TIME.exec(text);
  const instant = time ? Date.parse(time[1] === undefined ? `${text}Z` : text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
