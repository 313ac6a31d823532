import type { Coverage } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

const DOCUMENTS_SHOWN = 20;

/** The certificate: what was read, by what test, and which documents match. */
export function renderCoverage(coverage: Coverage, output: Output): readonly string[] {
  const { colors, columns } = output;
  const { statement, test, matching, documents } = coverage;
  const shown = matching.slice(0, DOCUMENTS_SHOWN).map(({ title, sections }) => `${oneLine(title)} (${sections})`);
  const more = matching.length > DOCUMENTS_SHOWN ? `, and ${matching.length - DOCUMENTS_SHOWN} more` : "";
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
