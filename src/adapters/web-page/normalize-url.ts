const MOST_CHARACTERS = 2_048;

/**
 * An address of the web in its one spelling: as the URL standard writes it, without fragment and empty query, escapes
 * in upper case.
 *
 * @returns undefined for what is no `http:` or `https:` address, has a name or password in it, or over 2,048 characters
 */
export function normalizeUrl(address: string, base?: URL): URL | undefined {
  if (!URL.canParse(address, base?.href)) return undefined;
  const url = new URL(address, base);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  if (!isWeb || url.username !== "" || url.password !== "" || url.href.length > MOST_CHARACTERS) return undefined;
  url.hash = "";
  url.pathname = upperCaseEscapes(url.pathname);
  url.search = upperCaseEscapes(url.search);
  return url;
}

function upperCaseEscapes(part: string): string {
  return part.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}
