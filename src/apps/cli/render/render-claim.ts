import type { ClaimEvidence, ClaimReport } from "../../../library/index.ts";
import { describePlace, oneLine, sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableText } from "./readable-text.ts";
import { readableUri } from "./readable-uri.ts";
import { wrapText } from "./wrap-text.ts";

const verdicts: Readonly<Record<ClaimReport["verdict"], string>> = {
  supported: "supported",
  contradicted: "contradicted",
  "not-enough-evidence": "not enough evidence",
  unmeasured: "not checked",
};

/** Prints the verdict with its reason, then the places that decide, or the nearest place if none does. */
export function renderClaim(report: ClaimReport, output: Output): readonly string[] {
  const { verdict, why, evidence } = report;
  const deciding = evidence.filter((one) => one.verdict === "supported" || one.verdict === "contradicted");
  const shown = deciding.length > 0 ? deciding : evidence.slice(0, 1);
  return [
    wrapText(`${colorOf(verdict, output)}: ${sanitizeText(why)}`, output.columns),
    ...shown.flatMap((one) => ["", ...renderEvidence(one, output)]),
  ];
}

function renderEvidence({ verdict, why, quotes, ...place }: ClaimEvidence, output: Output): readonly string[] {
  const { colors, columns } = output;
  const location = quotes[0]?.location;
  return [
    wrapText(`${colors.bold(describePlace({ ...place, location }))} (${verdicts[verdict]})`, columns),
    colors.dim(wrapText(readableUri(place.uri), columns, "    ")),
    ...quotes.map(({ quote }) => wrapText(`“${readableText(oneLine(quote))}”`, columns, "    ")),
    wrapText(sanitizeText(why), columns, "    "),
  ];
}

function colorOf(verdict: ClaimReport["verdict"], { colors }: Output): string {
  const word = verdicts[verdict];
  if (verdict === "supported") return colors.green(word);
  return verdict === "contradicted" ? colors.red(word) : colors.yellow(word);
}
