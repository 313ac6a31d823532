/**
 * Stop words by language: in English the 33 of Lucene's EnglishAnalyzer, else articles, pronouns, prepositions,
 * auxiliaries.
 */
const lists: Readonly<Record<string, string>> = {
  en: "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with",
  de: "aber als am an auch auf aus bei bin bis das dass dem den der des die ein eine einem einen einer es für hat ich ihr im in ist mit nicht oder sich sie sind so und vom von vor war wie wir zu zum zur",
  fr: "à au aux avec c ce ces d dans de des du elle en est et eux il ils j je l la le les leur lui m ma mais me n ne nous on ou par pas pour qu que qui s sa se ses son sur t un une vous y",
  es: "a al como con de del el ella en es está la las le les lo los más mi muy no nos o para pero por que se si sin son su sus un una y ya",
  it: "a ad al alla anche c che con d da dal dalla de dei del della di e è gli i il in l la le lo ma ne nel nella non o per più s se si sono su sul un una uno",
  pt: "a ao aos as com da das de do dos e é ela ele em essa esse esta este eu já mais mas na não nas no nos o os ou para pela pelo por que se seu sua um uma",
  nl: "aan als bij dat de den der die dit door een en er het hij ik in is je maar met naar niet of om ook op te tot uit van voor was we wordt ze zij zijn zo",
  sv: "alla att av de dem den det du där en ett från för han har hon i inte jag kan man med men mot ni när och om på så som till var vi än är",
  da: "af alle at de dem den der det du en er et for fra han har hun i ikke jeg kan man med men og om på så som til var vi",
  no: "alle at av de dem den det du en er et etter for fra han har hun i ikke jeg kan man med men og om på så som til var vi",
  fi: "ei että he hän ja jos joka kun me mutta ne niin nyt on ovat se sen te tai",
  ru: "а без бы был была были было в во вы где да для до его ее её если же за и из или им их к как ко мы на не нет но о об он она они от по с со так то тот ты у что это я",
};

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, list]) => [language, new Set(list.split(" "))]),
);

const none: ReadonlySet<string> = new Set();

/** Returns the lower-case stop words of a language (ISO 639-1); empty for a language without a list. */
export function stopWords(language: string): ReadonlySet<string> {
  return sets.get(language === "nb" || language === "nn" ? "no" : language) ?? none;
}

/** Returns whether these lower-case words are all stop words of one of the languages (ISO 639-1); true for no words. */
export function isStopWordsOfOneLanguage(words: readonly string[], languages: readonly string[]): boolean {
  return words.length === 0 || languages.some((language) => words.every((word) => stopWords(language).has(word)));
}

/** All lists as one text, from which the analysis fingerprint is computed. */
export const stopWordsText: string = JSON.stringify(lists);
