/**
 * Spellings of each unit, its canonical name first. Time and money are included, since texts
 * give them as numbers with a unit.
 */
const groups: readonly string[] = [
  "% percent pct per-cent",
  "mg milligram milligrams",
  "g gram grams gramme grammes",
  "kg kilogram kilograms kilo kilos",
  "µg μg mcg ug microgram micrograms",
  "ng",
  "t tonne tonnes ton tons",
  "lb lbs pound pounds",
  "oz ounce ounces",
  "ml millilitre millilitres milliliter milliliters",
  "l litre litres liter liters",
  "dl",
  "mm millimetre millimetres millimeter millimeters",
  "cm centimetre centimetres centimeter centimeters",
  "m metre metres meter meters",
  "km kilometre kilometres kilometer kilometers",
  "mile miles mi",
  "foot feet ft",
  "inch inches",
  "mmol/l",
  "mg/dl",
  "mg/kg",
  "km/h kph",
  "mph",
  "mmhg",
  "iu",
  "mmol",
  "kcal",
  "bpm",
  "hz",
  "mhz",
  "ghz",
  "kb",
  "mb",
  "gb",
  "tb",
  "v volt volts",
  "w watt watts",
  "kw",
  "kwh",
  "°c ℃ celsius",
  "°f ℉ fahrenheit",
  "° degree degrees",
  "ms millisecond milliseconds",
  "s sec secs second seconds",
  "min mins minute minutes",
  "h hr hrs hour hours",
  "day days",
  "week weeks",
  "month months",
  "year years yr yrs",
  "$ usd dollar dollars",
  "€ eur euro euros",
  "£ gbp",
  "¥ yen jpy",
];

const names: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => {
    const spellings = group.split(" ");
    return spellings.map((spelling): [string, string] => [spelling, spellings[0] ?? ""]);
  }),
);

/** Returns the canonical name of a unit (`milligrams` is `mg`, `percent` is `%`); undefined if the unit is unknown. */
export function canonicalUnit(written: string): string | undefined {
  return names.get(written.toLowerCase());
}
