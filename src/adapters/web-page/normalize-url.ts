const MAX_CHARACTERS = 2_048;

/**
 * Returns a web address in its normal spelling: that of the URL standard, without a
 * fragment, and with upper-case escapes.
 *
 * @returns undefined if it is not an `http:` or `https:` address, contains credentials, or exceeds 2,048 characters
 */
export function normalizeUrl(address: string, base?: URL): URL | undefined {
  if (!URL.canParse(address, base?.href)) return undefined;
  const url = new URL(address, base);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  if (!isWeb || url.username !== "" || url.password !== "" || url.href.length > MAX_CHARACTERS) return undefined;

  url.hash = "";
  url.pathname = upperCaseEscapes(url.pathname);
  url.search = upperCaseEscapes(url.search);
  return url;
}

function upperCaseEscapes(part: string): string {
  return part.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}
