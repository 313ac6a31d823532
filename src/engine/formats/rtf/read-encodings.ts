/** Code pages by the numbers of Windows character sets that fonts name. */
const CODE_PAGES: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  255: 437,
};

/** Returns the code page of a font's character set; undefined for the document's own. */
export function codePageOf(characterSet: number): number | undefined {
  return CODE_PAGES[characterSet];
}

/** Returns the name of a code page in `iconv-lite`. */
export function encodingOf(codePage: number): string {
  if (codePage === 65001) return "utf-8";
  return codePage === 10000 ? "macintosh" : `cp${codePage}`;
}
