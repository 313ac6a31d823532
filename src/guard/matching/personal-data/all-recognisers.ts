import type { Recogniser } from "./recogniser.ts";
import { emailAddress, ipAddress, webLink } from "./recognisers/contacts.ts";
import {
  dutchCitizenNumber,
  frenchSocialSecurityNumber,
  germanTaxId,
  italianFiscalCode,
  polishPersonalNumber,
  spanishIdentityNumber,
} from "./recognisers/europe.ts";
import { aadhaar, medicalRecordNumber, nhsNumber, passportNumber, vehicleNumber } from "./recognisers/other-numbers.ts";
import { creditCard, iban, routingNumber } from "./recognisers/payment.ts";
import { age, date, driverLicence, zipCode } from "./recognisers/people.ts";
import { createTelephoneRecogniser } from "./recognisers/telephone.ts";
import { medicareNumber, prescriberNumber, providerNumber, socialSecurityNumber } from "./recognisers/united-states.ts";

/** Every recogniser, the most specific first, but that of telephone numbers, which depends on the countries. */
const recognisers: readonly Recogniser[] = [
  iban,
  creditCard,
  emailAddress,
  webLink,
  ipAddress,
  socialSecurityNumber,
  medicareNumber,
  providerNumber,
  prescriberNumber,
  routingNumber,
  nhsNumber,
  aadhaar,
  vehicleNumber,
  passportNumber,
  medicalRecordNumber,
  germanTaxId,
  frenchSocialSecurityNumber,
  spanishIdentityNumber,
  italianFiscalCode,
  dutchCitizenNumber,
  polishPersonalNumber,
  driverLicence,
  age,
  date,
  zipCode,
];

/** Recognisers of telephone numbers by their countries, so that guards of the same countries share one. */
const telephoneRecognisers = new Map<string, Recogniser>();

/**
 * Returns the recognisers of countries, the most specific first; the same ones for the same countries.
 *
 * @param countries  ISO 3166-1 in lower case
 */
export function recognisersOf(countries: readonly string[]): readonly Recogniser[] {
  const ours = recognisers.filter(
    (recogniser) => recogniser.countries?.some((country) => countries.includes(country)) ?? true,
  );
  const key = countries.join();
  const telephone = telephoneRecognisers.get(key) ?? createTelephoneRecogniser(countries);
  telephoneRecognisers.set(key, telephone);
  return [...ours, telephone];
}
