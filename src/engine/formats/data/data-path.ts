import type { PathStep } from "./data-node.ts";

const PLAIN_KEY = /^[\p{L}_$@][\p{L}\p{M}\p{N}_$@:-]{0,1000}$/u;

/** Writes a path as people do: `a.b[3]["c d"]`. */
export function pathLabel(path: readonly PathStep[]): string {
  let label = "";
  for (const step of path) {
    if (typeof step === "number") label += `[${step}]`;
    else if (PLAIN_KEY.test(step)) label += label === "" ? step : `.${step}`;
    else label += `[${JSON.stringify(step)}]`;
  }
  return label;
}

/** Writes a path as RFC 6901 does: `/a/b/3/c d`. */
export function jsonPointer(path: readonly PathStep[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Writes a path of names and numbers from 1 as XPath does: `/catalog/book[2]/@id`. */
export function elementPath(path: readonly PathStep[]): string {
  return path.map((step) => (typeof step === "number" ? `[${step}]` : `/${step}`)).join("");
}
