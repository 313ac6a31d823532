import type { Coverage } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

const MAX_DOCUMENTS = 20;

/** Prints what was read, by what test, and which documents match. */
export function renderCoverage(coverage: Coverage, output: Output): readonly string[] {
  const { colors, columns } = output;
  const { statement, test, matching, documents } = coverage;
  const shown = matching.slice(0, MAX_DOCUMENTS).map(({ title, sections }) => `${oneLine(title)} (${sections})`);
  const more = matching.length > MAX_DOCUMENTS ? `, and ${matching.length - MAX_DOCUMENTS} more` : "";
  return [
    wrapText(`${colors.bold("coverage:")} ${statement}`, columns),
    colors.dim(wrapText(oneLine(test), columns, "  ")),
    ...(documents > 1 && matching.length > 0
      ? [
          colors.dim(
            wrapText(
              `${count(matching.length, "document")} with matching sections: ${shown.join(", ")}${more}`,
              columns,
              "  ",
            ),
          ),
        ]
      : []),
  ];
}
