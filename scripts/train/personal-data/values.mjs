// Values of personal data that are nobody's: names, places, organisations, addresses, dates, numbers.
import { createRandom } from "./create-random.mjs";
import { cities, countries, firstNames, lastNames, streetNames } from "./gazetteer-sources.mjs";
import { jobWords, nationalities, organisationWords, streetForms } from "./word-lists.mjs";

const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const prefixes = ["Mr.", "Mrs.", "Ms.", "Dr.", "Miss", "Prof.", "Mr", "Mrs", "Ms", "Dr"];
const syllables =
  "ba co dex fin gra hex in ka lum mo net or pro quo ri sys ta ver vi xa zen ly ify tech data med".split(" ");
const cityLocales = [...cities.keys()];
const streetLocales = [...streetNames.keys()];
const nameLocales = [...firstNames.keys()].filter((name) => lastNames.has(name));
// Half of the names come from the languages of Western texts, so that they are not drowned by the rest.
const western = nameLocales.filter((name) => /^(en|de|fr|it|es|sv|da|nb|nl|fi|pl|cs|hu|pt|hr|sl)/.test(name));

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const twoDigits = (value) => String(value).padStart(2, "0");

/**
 * Creates a source of values.
 *
 * @param next     generator of whole numbers below 2³²
 * @param general  words that are not names
 */
export function createValues(next, general) {
  const random = createRandom(next);
  const people = peopleFrom(random);
  const places = placesFrom(random);
  const word = () => capital(random.pick(general));
  const organisation = organisationsFrom(random, { people, places, word, general });
  const addresses = addressesFrom(random, { people, places, word });
  const job = () => {
    const name = random.pick(jobWords);
    return random.pick([name, capital(name), `${word()} ${name}`, `${word()} ${random.pick(general)} ${name}`]);
  };
  const prefix = () => random.pick(prefixes);
  const values = new Map([
    ["PERSON", () => (random.chance(0.45) ? people.single() : people.full())],
    ["SINGLE_NAME", people.single],
    ["NAME", people.full],
    ["FIRST", people.first],
    ["LAST", people.last],
    ["GPE", () => (random.chance(0.45) ? random.pick(countries) : places.city())],
    ["CITY", places.city],
    ["COUNTRY", () => random.pick(countries)],
    ["ORGANIZATION", organisation],
    ["STREET_ADDRESS", addresses.whole],
    ["STREET", addresses.street],
    ["SECONDARY", addresses.secondary],
    ["ZIP_CODE", places.zip],
    ["NUMBER", () => random.digits(1 + random.below(5))],
    ["DATE_TIME", () => dateFrom(random)],
    ["AGE", () => String(1 + random.below(99))],
    ["NRP", () => random.pick(nationalities) + (random.chance(0.1) ? "s" : "")],
    ["TITLE", () => (random.chance(0.5) ? prefix() : job())],
    ["PREFIX", prefix],
    ["JOB", job],
    ["PHONE_NUMBER", () => phoneFrom(random)],
  ]);
  return { ...random, valueOf: (kind) => values.get(kind)?.() };
}

function peopleFrom({ pick, chance }) {
  const locale = () => pick(chance(0.6) ? western : nameLocales);
  const first = (name = locale()) => pick(firstNames.get(name));
  const last = (name = locale()) => pick(lastNames.get(name));
  const full = () => {
    const name = locale();
    const [given, family] = [first(name), last(chance(0.85) ? name : locale())];
    const plain = `${given} ${family}`;
    return pick([
      ...[plain, plain, plain],
      `${given} ${pick(letters)}. ${family}`,
      `${given} ${pick(letters)} ${family}`,
      `${given} ${family}-${last(name)}`,
      `${given} ${first(name)} ${family}`,
      `${pick(letters)}. ${family}`,
    ]);
  };
  return { first: () => first(), last: () => last(), full, single: () => (chance(0.6) ? first() : last()) };
}

function placesFrom({ pick, chance, digits, below }) {
  const postcode = () =>
    `${pick(letters)}${pick(letters)}${1 + below(9)} ${1 + below(9)}${pick(letters)}${pick(letters)}`;
  return {
    city() {
      const name = pick(cities.get(pick(cityLocales)));
      return chance(0.12) ? name.toUpperCase() : name;
    },
    zip: () => pick([digits(5), digits(5), digits(4), `${digits(5)}-${digits(4)}`, postcode(), digits(6)]),
    state: () => pick(letters) + pick(letters),
  };
}

function organisationsFrom({ pick, below }, { people, places, word, general }) {
  const form = () => capital(pick(organisationWords));
  const madeUp = () => capital(Array.from({ length: 2 + below(2) }, () => pick(syllables)).join(""));
  const forms = [
    () => `${people.last()} ${pick(["Inc", "Inc.", "Ltd", "LLC", "Group", "PLC", "GmbH", "and Sons", "AG", "Corp"])}`,
    () => `${people.last()}, ${people.last()} and ${people.last()}`,
    () => `${people.last()}-${people.last()}`,
    () => `${word()} ${form()}`,
    () => `${word()} ${word()}`,
    () => `${word()} ${word()} ${form()}`,
    () => word() + pick(general),
    madeUp,
    () => `${madeUp()} ${form()}`,
    () => `University of ${places.city()}`,
    () => `${places.city()} ${pick(["Hospital", "General Hospital", "Clinic", "University", "Bank", "Insurance"])}`,
    () => `St. ${people.first()} ${pick(["Hospital", "Medical Center", "School"])}`,
  ];
  return () => pick(forms)();
}

function addressesFrom({ pick, chance, digits, below }, { people, places, word }) {
  const stem = () => pick([people.last, people.last, places.city, word])();
  const name = () =>
    chance(0.35) ? pick(streetNames.get(pick(streetLocales))) : pick(streetForms).replace("%", stem());
  const street = () => pick([`${1 + below(250)} ${name()}`, `${name()} ${1 + below(250)}`]);
  const secondary = () => `${pick(["Apt.", "Suite", "Unit", "Apt", "#"])} ${digits(3)}`;
  const gap = () => pick([" ", ", ", "\n", ",\n ", "\n  "]);
  const country = () => pick(countries);
  const { city, state, zip } = places;
  const forms = [
    street,
    () => `${street()} ${secondary()}`,
    () => `${1000 + below(90000)} ${street()}${gap()}${secondary()}${gap()}${city()}${gap()}${country()} ${zip()}`,
    () => `${street()}${gap()}${city()}${gap()}${state()} ${zip()}`,
    () => `${street()} ${secondary()}${gap()}${city()}${gap()}${state()}${gap()}${country()} ${zip()}`,
    () => `${street()}${gap()}${zip()} ${city()}`,
    () => `P.O. Box ${digits(4)}, ${city()}, ${state()} ${zip()}`,
    () => `${name()} ${1 + below(99)}, ${zip()} ${city()}, ${country()}`,
  ];
  return { street, secondary, whole: () => pick(forms)() };
}

function phoneFrom({ pick, chance, digits, below }) {
  const country = () => 10 + below(89);
  const extension = () => (chance(0.3) ? `x${digits(3)}` : "");
  return pick([
    () => `${2 + below(8)}${digits(2)}-${digits(3)}-${digits(4)}`,
    () => `(${2 + below(8)}${digits(2)}) ${digits(3)}-${digits(4)}`,
    () => `+1 ${digits(3)} ${digits(3)} ${digits(4)}`,
    () => `+${country()} ${digits(2)} ${digits(4)} ${digits(4)}`,
    () => `+${country()} (0)${digits(2)} ${digits(3)} ${digits(2)} ${digits(2)}`,
    () => `0${digits(2)} ${digits(4)} ${digits(4)}`,
    () => `0${digits(4)} ${digits(6)}`,
    () => `0${digits(1)} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
    () => `0${digits(3)} ${digits(2)} ${digits(2)} ${digits(2)}`,
    () => `${digits(2)}-${digits(2)}-${digits(2)}-${digits(2)}`,
    () => `${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
    () => `${1 + below(9)}${digits(3)} ${digits(4)}`,
    () => `${digits(3)} ${digits(2)} ${digits(3)}`,
    () => `${digits(3)}.${digits(3)}.${digits(4)}${extension()}`,
    () => `${2 + below(8)}${digits(9)}`,
    () => `(${digits(2)}) ${digits(4)}-${digits(4)}`,
  ])();
}

function dateFrom({ pick, below }) {
  const [year, month, day] = [String(1930 + below(100)), 1 + below(12), 1 + below(28)];
  const name = months[month - 1];
  const iso = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return pick([
    `${month}/${day}/${year}`,
    `${twoDigits(day)}.${twoDigits(month)}.${year}`,
    iso,
    `${iso} ${twoDigits(below(24))}:${twoDigits(below(60))}:${twoDigits(below(60))}`,
    `${name} ${day}, ${year}`,
    `${day} ${name} ${year}`,
    `${name} ${year}`,
    year,
    year,
    `${name} ${day}`,
    `${day} ${name.slice(0, 3)}`,
    pick(weekdays),
    `${month}/${day}/${year.slice(2)}`,
  ]);
}
