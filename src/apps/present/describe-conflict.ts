import type { Conflict, ConflictSide } from "../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

const origins: Readonly<Record<NonNullable<ConflictSide["versionFrom"]>, string>> = {
  metadata: "from its metadata",
  title: "from its title",
  name: "from its file name",
  heading: "from its heading",
  file: "date of its file",
};
const DAY_LENGTH = "2026-01-31".length;

export interface DescribedConflict {
  readonly heading: string;
  readonly sides: readonly DescribedSide[];
}

export interface DescribedSide {
  readonly title: string;
  /**
   * Version or date, where it comes from, and whether it is the newer one: ` (2025, from its title, newer)`; may be
   * empty.
   */
  readonly version: string;
  readonly quote: string;
  readonly uri: string;
}

/** Describes both sides of a conflict, and says which is newer. */
export function describeConflict({ sides, newer }: Conflict): DescribedConflict {
  return {
    heading: newer === undefined ? "The documents disagree; which is newer is not known:" : "The documents disagree:",
    sides: sides.map((side, index) => ({
      title: oneLine(side.title),
      version: describeVersion(side, index === newer),
      quote: side.quote,
      uri: side.uri,
    })),
  };
}

function describeVersion({ version, versionFrom }: ConflictSide, isNewer: boolean): string {
  const details = [
    ...(version === undefined ? [] : [versionFrom === "file" ? version.slice(0, DAY_LENGTH) : oneLine(version)]),
    ...(version === undefined || versionFrom === undefined ? [] : [origins[versionFrom]]),
    ...(isNewer ? ["newer"] : []),
  ];
  return details.length === 0 ? "" : ` (${details.join(", ")})`;
}
