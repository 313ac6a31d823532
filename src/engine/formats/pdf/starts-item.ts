import type { Row } from "./page-rows.ts";
import { readRow } from "./read-segment.ts";

const BULLET = /^(?:[•‣▪●○◦∙·–—*\uE000-\uF8FF-]|\d{1,3}[.)]|\(?[a-z][.)]|\([ivx\d]{1,4}\))(?:\s|$)/;

/** Tests that a row begins with a bullet or a number, like an item of a list. */
export function startsItem(row: Row): boolean {
  return BULLET.test(readRow(row));
}
