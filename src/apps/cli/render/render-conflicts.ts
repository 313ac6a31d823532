import type { Conflict, ConflictSide } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { readableText } from "./readable-text.ts";
import { oneLine } from "./sanitize-text.ts";
import { wrapText } from "./wrap-text.ts";

const sources: Readonly<Record<NonNullable<ConflictSide["versionFrom"]>, string>> = {
  metadata: "by its metadata",
  title: "by its title",
  name: "by its name",
  heading: "by its heading",
  file: "when its file was changed",
};

/** Both sides of each conflict, with their dates or versions, and which is newer. */
export function renderConflicts(conflicts: readonly Conflict[], output: Output): readonly string[] {
  const { colors, columns } = output;
  return conflicts.flatMap(({ sides, newer }) => [
    "",
    colors.yellow(
      newer === undefined ? "The documents disagree; which is newer is not known:" : "The documents disagree:",
    ),
    ...sides.flatMap((side, index) => [
      wrapText(
        `${colors.bold(oneLine(side.title))}${toldVersion(side)}${index === newer ? ", newer" : ""}`,
        columns,
        "  ",
      ),
      wrapText(`“${readableText(oneLine(side.quote))}”`, columns, "    "),
    ]),
  ]);
}

function toldVersion({ version, versionFrom }: ConflictSide): string {
  if (version === undefined || versionFrom === undefined) return "";
  const day = versionFrom === "file" ? version.slice(0, "2026-01-31".length) : version;
  return ` (${oneLine(day)}, ${sources[versionFrom]})`;
}
