const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);

/** Returns whether ten digits are an NHS number of the United Kingdom (modulus 11). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false;
  const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return check !== 10 && check % 11 === Number(digits[9]);
}

/**
 * Returns whether nine digits are a routing number of a bank in the United States, whose first two digits name a bank
 * of the Federal Reserve (American Bankers Association).
 */
export function isRoutingNumber(digits: string): boolean {
  if (!/^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits) || /^0+$/.test(digits)) return false;
  return weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
}

/**
 * Returns whether two letters and seven digits are a registration number of the Drug Enforcement Administration of the
 * United States.
 */
export function isDeaNumber(code: string): boolean {
  if (!/^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/i.test(code)) return false;
  return weighted(code.slice(2), [1, 2, 1, 2, 1, 2]) % 10 === Number(code[8]);
}

const vinValues: Readonly<Record<string, number>> = Object.fromEntries([
  ...Array.from("0123456789", (digit) => [digit, Number(digit)] as const),
  ...Array.from("ABCDEFGH", (letter, at) => [letter, at + 1] as const),
  ...Array.from("JKLMN", (letter, at) => [letter, at + 1] as const),
  ["P", 7] as const,
  ["R", 9] as const,
  ...Array.from("STUVWXYZ", (letter, at) => [letter, at + 2] as const),
]);
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/**
 * Returns whether 17 characters are a vehicle identification number with a right check digit (ISO 3779; 49 CFR 565.15).
 */
export function isVehicleNumber(code: string): boolean {
  const upper = code.toUpperCase();
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(upper)) return false;
  const sum = vinWeights.reduce((total, weight, at) => total + weight * (vinValues[upper.charAt(at)] ?? 0), 0);
  return upper[8] === (sum % 11 === 10 ? "X" : String(sum % 11));
}
