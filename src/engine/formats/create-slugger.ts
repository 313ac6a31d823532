/**
 * GitHub's heading anchors: lower case, punctuation dropped, spaces as hyphens, `-1`, `-2` … for repeats.
 *
 * @returns  a function with memory: each call is the next heading of one document
 */
export function createSlugger(): (heading: string) => string {
  const used = new Map<string, number>();
  return (heading) => {
    const base = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    let slug = base;
    for (let repeat = used.get(base) ?? 0; used.has(slug); slug = `${base}-${repeat}`) used.set(base, ++repeat);
    used.set(slug, 0);
    return slug;
  };
}
