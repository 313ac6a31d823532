// Written alike, and stemmed alike.
const macroLanguages: Readonly<Record<string, string>> = { nb: "no", nn: "no" };

/**
 * The ISO 639-1 code in a language tag as documents write it (`de-AT`, `pt_BR`, `deu`); both forms of Norwegian are
 * `no`. Undefined for what is no tag, or for a language without a code of two letters.
 */
export function languageCode(tag: string): string | undefined {
  try {
    const { language } = new Intl.Locale(tag.trim().replaceAll("_", "-"));
    if (!/^[a-z]{2}$/.test(language)) return undefined;
    return macroLanguages[language] ?? language;
  } catch (error) {
    // What is no tag is no language.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
