/** States, district and territories of the United States, with their codes. Larger places than these may stay. */
const states =
  "Alabama:AL Alaska:AK Arizona:AZ Arkansas:AR California:CA Colorado:CO Connecticut:CT Delaware:DE Florida:FL Georgia:GA Hawaii:HI Idaho:ID Illinois:IL Indiana:IN Iowa:IA Kansas:KS Kentucky:KY Louisiana:LA Maine:ME Maryland:MD Massachusetts:MA Michigan:MI Minnesota:MN Mississippi:MS Missouri:MO Montana:MT Nebraska:NE Nevada:NV New_Hampshire:NH New_Jersey:NJ New_Mexico:NM New_York_State:NY North_Carolina:NC North_Dakota:ND Ohio:OH Oklahoma:OK Oregon:OR Pennsylvania:PA Rhode_Island:RI South_Carolina:SC South_Dakota:SD Tennessee:TN Texas:TX Utah:UT Vermont:VT Virginia:VA Washington_State:WA West_Virginia:WV Wisconsin:WI Wyoming:WY Puerto_Rico:PR Guam:GU American_Samoa:AS";
const entries = states.split(" ").map((entry) => entry.replaceAll("_", " ").split(":"));
const stateNames = new Set(entries.map(([name = ""]) => name.toLowerCase()));
const stateCodes = new Set(entries.map(([, code = ""]) => code));

/**
 * Returns whether a place is a state of the United States. "New York" and "Washington" alone are
 * also cities, which may not stay.
 */
export function isState(place: string): boolean {
  return stateCodes.has(place) || stateNames.has(place.toLowerCase().replace(/\s+/g, " "));
}

/**
 * The first three digits of the postal codes whose areas hold 20,000 people or fewer together, by the census of 2000.
 *
 * @see Guidance Regarding Methods for De-identification of Protected Health Information, U.S. Department of
 * Health and Human Services, 2012
 */
const sparsePrefixes = new Set("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split(" "));

/**
 * Returns the part of a postal code of the United States that may stay: three digits, `000` for those of few people.
 */
export function coarsenZip(zip: string): string {
  const prefix = zip.slice(0, 3);
  return sparsePrefixes.has(prefix) ? "000" : prefix;
}

/** The state and the postal code at the end of an address. */
export const stateAndZip = /(?<=[\s,])([A-Z]{2}),?\s{1,4}(\d{5})(?:-\d{4})?$/u;

/** Returns whether two letters are the code of a state. */
export const isStateCode = (code: string): boolean => stateCodes.has(code);
