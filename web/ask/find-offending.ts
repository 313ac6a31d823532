import type { Span } from "../../src/core/index.ts";

/** How the check names the words of a sentence that its source has otherwise: `It says 30 minutes; the source says 15 minutes.` */
const SAID = /\bsays "?((?:[^";,]|,(?=\d))+?)"?(?:;|, which| of it first)/;

/** Where in a sentence the words stand that it is contradicted for; undefined where the reason names none of it. */
export function findOffending(text: string, why: string): Span | undefined {
  const words = SAID.exec(why)?.[1];
  if (words === undefined) return undefined;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}]|[.,]\\d)`,
    "iu",
  );
  const found = pattern.exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}
