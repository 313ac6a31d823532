// The gazetteers that are shipped.

import { foldName, gazetteerClasses } from "../../../dist/guard/matching/personal-data/sequence/gazetteers.js";
import { cities, countries, firstNames, lastNames, localCountries, streetSuffixes } from "./gazetteer-sources.mjs";
import * as words from "./word-lists.mjs";

const flat = (lists) => [...lists.values()].flat();
const suffixes = streetSuffixes.filter((each) => /^\p{L}{2,}$/u.test(each));

const sources = {
  firstNames: flat(firstNames),
  lastNames: flat(lastNames),
  cities: flat(cities),
  countries: [
    ...countries,
    ...flat(localCountries),
    "USA",
    "US",
    "UK",
    "U_S_A",
    "EU",
    "England",
    "Scotland",
    "Wales",
    "Holland",
  ],
  nationalities: words.nationalities.flatMap((word) => [word, `${word}s`]),
  titles: words.titles,
  jobWords: words.jobWords.flatMap((word) => [word, `${word}s`]),
  streetWords: [...words.streetWords, ...suffixes],
  organisationWords: words.organisationWords,
  timeWords: words.timeWords,
  stateCodes: words.stateCodes,
};

/** Returns the lists by class, each a text with spaces between its entries, sorted. */
export function gazetteerLists() {
  return Object.fromEntries(gazetteerClasses.map((name) => [name, listOf(sources[name])]));
}

/** Entries are split as texts are: a hyphen or an apostrophe is a separate word. */
function listOf(entries) {
  const folded = entries.map((entry) => (foldName(entry).match(/\p{L}+|[^\s\p{L}_]/gu) ?? []).join("_"));
  return [...new Set(folded)]
    .filter((entry) => entry.length > 1 && entry.split("_").length <= 4)
    .sort()
    .join(" ");
}
