/** Telephone region and identifiers of a country. */
export interface CountryPack {
  /** Region of its telephone numbers, ISO 3166-1. */
  readonly phoneRegion: PhoneRegion;
  /** Kinds of its identifiers. */
  readonly types: readonly string[];
}

export type PhoneRegion =
  | "US"
  | "GB"
  | "DE"
  | "FR"
  | "ES"
  | "IT"
  | "NL"
  | "AT"
  | "CH"
  | "CA"
  | "AU"
  | "IN"
  | "PL"
  | "IE";

/** Packs by country, ISO 3166-1 in lower case. */
export const countryPacks = {
  us: {
    phoneRegion: "US",
    types: ["US_SSN", "US_NPI", "US_DEA", "US_MBI", "US_BANK_ROUTING", "US_DRIVER_LICENSE"],
  },
  gb: { phoneRegion: "GB", types: ["UK_NHS"] },
  de: { phoneRegion: "DE", types: ["DE_TAX_ID"] },
  fr: { phoneRegion: "FR", types: ["FR_NIR"] },
  es: { phoneRegion: "ES", types: ["ES_NIF"] },
  it: { phoneRegion: "IT", types: ["IT_FISCAL_CODE"] },
  nl: { phoneRegion: "NL", types: ["NL_BSN"] },
  pl: { phoneRegion: "PL", types: ["PL_PESEL"] },
  in: { phoneRegion: "IN", types: ["IN_AADHAAR"] },
  at: { phoneRegion: "AT", types: [] },
  ch: { phoneRegion: "CH", types: [] },
  ca: { phoneRegion: "CA", types: [] },
  au: { phoneRegion: "AU", types: [] },
  ie: { phoneRegion: "IE", types: [] },
} as const satisfies Readonly<Record<string, CountryPack>>;
