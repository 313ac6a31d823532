import type { Span } from "../../core/index.ts";

/** A time of day in a text. */
export interface FoundTime {
  /** Minutes since midnight. */
  readonly minutes: number;
  readonly span: Span;
}

const time =
  /(?<![\p{L}\p{N}:.,])(?:(?<hour>[01]?\d|2[0-4])[:.](?<minute>[0-5]\d)(?:\s?(?<half>[ap]\.?m\b\.?))?|(?<bare>1[0-2]|0?[1-9])\s?(?<barehalf>[ap]\.?m\b\.?))(?![\p{L}\p{N}:]|\.\p{N})/giu;

/**
 * Finds times of day: `8:00`, `17.30 p.m.`, `8 am`. A number with a full stop is a time only if `am` or `pm` follows.
 *
 * @returns sorted by place, without overlap
 */
export function findTimes(text: string): readonly FoundTime[] {
  const times: FoundTime[] = [];
  for (const match of text.matchAll(time)) {
    const { hour, minute = "0", half, bare, barehalf } = match.groups ?? {};
    const isDecimal = hour !== undefined && half === undefined && match[0].includes(".");
    if (isDecimal) continue;
    const hours = Number(hour ?? bare) % (half === undefined && barehalf === undefined ? 24 : 12);
    const isAfternoon = /^p/iu.test(half ?? barehalf ?? "");
    const span = { start: match.index, end: match.index + match[0].length };
    times.push({ minutes: (hours + (isAfternoon ? 12 : 0)) * 60 + Number(minute), span });
  }
  return times;
}
