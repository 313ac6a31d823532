import type { Recogniser } from "./recogniser.ts";
import { emailAddress, ipAddress, webLink } from "./recognisers/contacts.ts";
import { aadhaar, medicalRecordNumber, nhsNumber, passportNumber, vehicleNumber } from "./recognisers/other-numbers.ts";
import { creditCard, iban, routingNumber } from "./recognisers/payment.ts";
import { medicareNumber, prescriberNumber, providerNumber, socialSecurityNumber } from "./recognisers/united-states.ts";

/** Every recogniser, the most specific first. */
export const allRecognisers: readonly Recogniser[] = [
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
];
