import { normalizeText } from "../text/index.ts";

/** The file's name without its ending: `prices` of `file:///a/prices.csv`. */
export function fileStem(uri: string): string {
  const name = uri.split(/[?#]/)[0]?.split(/[/\\]/).filter(Boolean).at(-1) ?? "";
  const stem = name.replace(/(.)\.[^.]*$/, "$1");
  try {
    return normalizeText(decodeURIComponent(stem));
  } catch {
    // A URI that the caller made up may hold a lone %; it is taken as it is.
    return normalizeText(stem);
  }
}
