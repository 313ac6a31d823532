import type { Span } from "../../src/core/index.ts";

/** Pattern of a verdict that names the contradicted words: `It says 30 minutes; the source says 15 minutes.` */
const SAID = /\bsays "?((?:[^";,]|,(?=\d))+?)"?(?:;|, which| of it first)/;

/** Returns the span of the contradicted words in a sentence; undefined if the verdict names none. */
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
