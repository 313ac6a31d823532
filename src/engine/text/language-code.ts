// Both forms of Norwegian share stop words and stemmer.
const macroLanguages: Readonly<Record<string, string>> = { nb: "no", nn: "no" };

/**
 * Returns the ISO 639-1 code of a language tag as documents write it (`de-AT`, `pt_BR`, `deu`). Both forms of Norwegian
 * give `no`. Returns undefined for an invalid tag, or for a language without a two-letter code.
 */
export function languageCode(tag: string): string | undefined {
  try {
    const { language } = new Intl.Locale(tag.trim().replaceAll("_", "-"));
    if (!/^[a-z]{2}$/.test(language)) return undefined;
    return macroLanguages[language] ?? language;
  } catch (error) {
    // `Intl.Locale` throws this error for an invalid tag.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
