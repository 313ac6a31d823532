import { z } from "zod";
import type { Span } from "../../../core/index.ts";
import { formsSchema } from "../../matching/read-expressions.ts";
import data from "./active-lines.json" with { type: "json" };

/** A line that would open a connection, or load a thing, if somebody ran or showed it. */
export interface ActiveLine extends Span {
  readonly type: "NETWORK_CODE" | "ACTIVE_HTML";
  /** The line without white space at its ends. */
  readonly line: string;
}

/**
 * Data file: forms of calls over the network in many languages of programs, and of HTML that does something once it is
 * shown.
 */
const formsOfLines = z.strictObject({ networkCalls: formsSchema, activeHtml: formsSchema }).parse(data);
const networkCall = new RegExp(formsOfLines.networkCalls.join("|"), "i");
const activeHtml = new RegExp(formsOfLines.activeHtml.join("|"), "i");

/** Yields the lines with network calls and with HTML that is active once it is shown. */
export function* findActiveLines(text: string): Iterable<ActiveLine> {
  for (const { 0: full, index } of text.matchAll(/[^\n]+/g)) {
    const line = full.trim();
    if (line === "") continue;
    const start = index + full.indexOf(line);
    const span = { start, end: start + line.length, line };
    if (networkCall.test(line)) yield { ...span, type: "NETWORK_CODE" };
    if (activeHtml.test(line)) yield { ...span, type: "ACTIVE_HTML" };
  }
}
