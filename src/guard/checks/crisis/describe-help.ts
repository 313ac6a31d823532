import helpLines from "./help-lines.json" with { type: "json" };

/** Numbers of a region. An operator must check them before relying on them. */
interface HelpLines {
  /** Number of the emergency services. */
  readonly emergency: string;
  /** Name and number of a crisis line. */
  readonly line?: string;
}

const linesOf: ReadonlyMap<string, HelpLines> = new Map(Object.entries(helpLines));

/** Address of a directory with the crisis lines of most countries. */
const DIRECTORY = "findahelpline.com";

/** Countries with a number, ISO 3166-1 in lower case, and `eu`. */
export const helpRegions: readonly string[] = [...linesOf.keys()];

/**
 * Says where a person in a crisis finds help, in the language in which the person writes.
 *
 * @param region  ISO 3166-1 in lower case, or `eu`; without one, or for a region that is not known, a
 *                directory of help lines is named
 */
export function describeHelp(language: "en" | "de", region?: string): string {
  const known = region === undefined ? undefined : linesOf.get(region);
  return language === "de" ? inGerman(known) : inEnglish(known);
}

function inEnglish(lines: HelpLines | undefined): string {
  const emergency = lines === undefined ? "your local emergency number" : lines.emergency;
  const talk =
    lines?.line === undefined
      ? `Find someone to talk to: ${DIRECTORY}.`
      : `Someone to talk to: ${lines.line}. More help lines: ${DIRECTORY}.`;
  return `You do not have to go through this alone. If you or someone else is in danger, call ${emergency} now. ${talk}`;
}

function inGerman(lines: HelpLines | undefined): string {
  const emergency = lines === undefined ? "die örtliche Notrufnummer" : lines.emergency;
  const talk =
    lines?.line === undefined
      ? `Jemanden zum Reden finden Sie hier: ${DIRECTORY}.`
      : `Jemand zum Reden: ${lines.line}. Weitere Nummern: ${DIRECTORY}.`;
  return `Sie müssen da nicht allein durch. Wenn Sie oder jemand anders in Gefahr ist, rufen Sie jetzt ${emergency} an. ${talk}`;
}
