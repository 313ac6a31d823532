import type { Span } from "../../../core/index.ts";

/** A line that would open a connection, or load a thing, if somebody ran or showed it. */
export interface ActiveLine extends Span {
  readonly type: "NETWORK_CODE" | "ACTIVE_HTML";
  /** The line without white space at its ends. */
  readonly line: string;
}

const networkCall =
  /(?<![\w.-])(?:curl|wget|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s{1,8}["'$-]|(?<!\w)(?:fetch|axios|sendBeacon|WebSocket|EventSource|urlopen|urlretrieve|fsockopen|file_get_contents|XMLHttpRequest|create_connection)\(|(?<!\w)(?:requests|httpx|axios|http|https|urllib\.request|http\.client|\$)\.(?:get|post|put|request|ajax|urlopen|HTTPSConnection|HTTPConnection)\(|(?<!\w)socket\.(?:socket|connect|create_connection)\(|(?<!\w)(?:document|window|self|top)?\.?location(?:\.href)?\s{0,4}=\s{0,4}["'`]|\/dev\/(?:tcp|udp)\/|(?<![\w.-])(?:nc|ncat|netcat)\s{1,8}(?:-\w{1,8}\s{1,8}){0,4}[\w.-]{1,253}\s{1,8}\d{2,5}(?!\w)/i;
const activeHtml =
  /<(?:script|iframe|form|object|embed|base|meta|link|svg|portal)(?=[\s>/])|<[a-z][a-z0-9]{0,20}\s[^<>]{0,400}?\bon[a-z]{3,20}\s{0,4}=/i;

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
