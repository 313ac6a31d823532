import type { ReplayedSentence, ReplayReport } from "../../../core/index.ts";
import { sanitizeText } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

const outcomes = {
  same: { mark: "=", note: "", color: "dim" },
  "other-evidence": { mark: "~", note: " (same sentence, other citation)", color: "yellow" },
  "only-now": { mark: "+", note: "", color: "green" },
  "only-before": { mark: "-", note: "", color: "red" },
} as const satisfies Record<ReplayedSentence["outcome"], unknown>;

/**
 * Prints each sentence with a mark, such as `+` for a new one and `-` for one that is gone, then the changed settings.
 */
export function renderReplay(report: ReplayReport, { colors, columns }: Output): readonly string[] {
  const { sentences, changedSettings, statusBefore, answer, isSame } = report;
  const lines = sentences.map(({ text, outcome }) => {
    const { mark, note, color } = outcomes[outcome];
    return colors[color](wrapText(`${mark} ${sanitizeText(text)}${note}`, columns));
  });
  const status = statusBefore === answer.status ? [] : [`It was ${statusBefore} and is now ${answer.status}.`];
  const settings = changedSettings.map(
    ({ name, before = "none", now = "none" }) => `${name}: was ${before}, is now ${now}`,
  );
  return [
    isSame ? "The answer is the same." : "The answer differs.",
    ...status,
    ...lines,
    ...(settings.length === 0 ? [] : ["", "Settings that changed since it was saved:", ...settings]),
  ];
}
