import type { ReplayedSentence, ReplayReport } from "../../../core/index.ts";
import { sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

const outcomes = {
  same: { mark: "=", note: "", color: "dim" },
  "other-evidence": { mark: "~", note: " (the same sentence, for which other words are cited)", color: "yellow" },
  "only-now": { mark: "+", note: "", color: "green" },
  "only-before": { mark: "-", note: "", color: "red" },
} as const satisfies Record<ReplayedSentence["outcome"], unknown>;

/** The sentences with a mark each, `+` for those that are new and `-` for those that have gone; then what else differs. */
export function renderReplay(report: ReplayReport, { colors, columns }: Output): readonly string[] {
  const { sentences, changedSettings, statusBefore, answer, isSame } = report;
  const lines = sentences.map(({ text, outcome }) => {
    const { mark, note, color } = outcomes[outcome];
    return colors[color](wrapText(`${mark} ${sanitizeText(text)}${note}`, columns));
  });
  const turned = statusBefore === answer.status ? [] : [`It was ${statusBefore}, and is ${answer.status} now.`];
  const settings = changedSettings.map(
    ({ name, before = "none", now = "none" }) => `${name}: was ${before}, is ${now}`,
  );
  return [
    isSame ? "The answer is the same." : "The answer differs.",
    ...turned,
    ...lines,
    ...(settings.length === 0 ? [] : ["", "Otherwise than when it was saved:", ...settings]),
  ];
}
