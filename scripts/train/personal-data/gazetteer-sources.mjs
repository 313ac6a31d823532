// Names of people, cities, streets and countries: from the package @faker-js/faker (MIT) and from Node's table of
// regions (CLDR).
import { allLocales } from "@faker-js/faker";

/** Scripts that the model reads. */
const readable = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M} '’.-]+$/u;
/** Fewer names are not enough for a language. */
const MIN_NAMES = 5;

const localeNames = Object.keys(allLocales).filter((name) => !["base", "en_BORK"].includes(name));

function entriesOf(value) {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.filter((each) => typeof each === "string" && readable.test(each));
  return Object.values(value).flatMap(entriesOf);
}

/** Returns what a function reads of each locale, by the locale's name. */
function byLocale(read) {
  const lists = localeNames.map((name) => [name, [...new Set(entriesOf(read(allLocales[name])))]]);
  return new Map(lists.filter(([, list]) => list.length >= MIN_NAMES));
}

export const firstNames = byLocale(({ person }) => person?.first_name);
export const lastNames = byLocale(({ person }) => person?.last_name);
export const cities = byLocale(({ location }) => location?.city_name);
export const streetNames = byLocale(({ location }) => location?.street_name);
export const localCountries = byLocale(({ location }) => location?.country);
export const streetSuffixes = [...byLocale(({ location }) => location?.street_suffix).values()].flat();

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
/** Countries and territories in English. */
export const countries = letters
  .flatMap((first) => letters.map((second) => regions.of(first + second)))
  .filter((name) => name !== undefined && readable.test(name));
