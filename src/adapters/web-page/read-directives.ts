/** Directives of a page for programs, from `X-Robots-Tag` or `<meta name=robots>`. */
export interface RobotsDirectives {
  readonly noIndex: boolean;
  readonly noFollow: boolean;
}

/** Directive for one program, such as `token: noindex`. Others with a colon, such as `max-snippet: 3`, do not match. */
const ADDRESSED = /^([a-z0-9_-]+)\s*:\s*(noindex|nofollow|none)$/;

/**
 * Reads the directives that apply to this program.
 *
 * @param values  values of the header or of `content`, each with directives separated by commas
 * @param token   lower-case name of this program; directives for others are ignored
 */
export function readDirectives(values: readonly string[], token: string): RobotsDirectives {
  const directives = values.flatMap((value) => readValue(value.toLowerCase(), token));
  const has = (name: string) => directives.includes(name) || directives.includes("none");
  return { noIndex: has("noindex"), noFollow: has("nofollow") };
}

/** Splits one value. A program's name applies to the rest of it, as in `otherbot: noindex, nofollow`. */
function readValue(value: string, token: string): readonly string[] {
  let isForUs = true;
  return value.split(",").flatMap((part) => {
    const match = ADDRESSED.exec(part.trim());
    if (match !== null) isForUs = match[1] === token;
    return isForUs ? [match?.[2] ?? part.trim()] : [];
  });
}
