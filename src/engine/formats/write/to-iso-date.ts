const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A day stays a day; a time is told in UTC, one without a zone is taken as UTC; other spellings are nothing. */
export function toIsoDate(value: string): string {
  const day = ISO_DATE.exec(value)?.[1];
  if (day === undefined) return "";
  if (value.length === day.length) return Number.isNaN(Date.parse(day)) ? "" : day;
  const time = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
