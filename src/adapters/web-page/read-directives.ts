/** What a page asks of programs, by `X-Robots-Tag` or `<meta name=robots>`. */
export interface RobotsDirectives {
  readonly noIndex: boolean;
  readonly noFollow: boolean;
}

/** `token: noindex` is meant for one program; `max-snippet: 3` and the like have a colon too, and are of no concern. */
const ADDRESSED = /^([a-z0-9_-]+)\s*:\s*(noindex|nofollow|none)$/;

/**
 * @param values  of the header or of `content`, each with directives between commas
 * @param token   the program's own name, lower case; what is meant for others is passed over
 */
export function readDirectives(values: readonly string[], token: string): RobotsDirectives {
  const directives = values.flatMap((value) => readValue(value.toLowerCase(), token));
  const has = (name: string) => directives.includes(name) || directives.includes("none");
  return { noIndex: has("noindex"), noFollow: has("nofollow") };
}

/** A name holds for the rest of its header: `otherbot: noindex, nofollow`. */
function readValue(value: string, token: string): readonly string[] {
  let isForUs = true;
  return value.split(",").flatMap((part) => {
    const addressed = ADDRESSED.exec(part.trim());
    if (addressed !== null) isForUs = addressed[1] === token;
    return isForUs ? [addressed?.[2] ?? part.trim()] : [];
  });
}
