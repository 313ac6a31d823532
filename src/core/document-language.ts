/** The value of the setting `language` under which every document's own language is looked for. */
export const AUTOMATIC_LANGUAGE = "auto";

/** ISO 639-1 of the language that a text is taken to be in when its own is unknown, under a value of the setting `language`. */
export function fallbackLanguage(setting: string): string {
  return setting === AUTOMATIC_LANGUAGE ? "en" : setting;
}
