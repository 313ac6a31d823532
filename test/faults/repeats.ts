interface Repeats {
  /** Number of rounds in `npm test`. */
  readonly short: number;
  /** Number of rounds in `npm run test:long`. */
  readonly long: number;
  /** Environment variable that overrides both. */
  readonly variable: string;
}

/** Returns how often a loop repeats, or how large its work is. */
export function repeats({ short, long, variable }: Repeats): number {
  const isLongRun = process.env.LYDIAN_TEST_LONG === "1";
  return Number(process.env[variable] ?? (isLongRun ? long : short));
}
