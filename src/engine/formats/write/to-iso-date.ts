const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * Converts a time to UTC; one without a zone is taken as UTC. A day stays a day. Other spellings give an empty text.
 */
export function toIsoDate(value: string): string {
  const day = ISO_DATE.exec(value)?.[1];
  if (day === undefined) return "";
  if (value.length === day.length) return Number.isNaN(Date.parse(day)) ? "" : day;
  const time = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
