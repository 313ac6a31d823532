import type { GuardContext } from "../../core/index.ts";
import { readViews } from "../normalise/read-views.ts";

/** Returns what the caller and the evidence said, with the hidden readings of each. */
export function readKnownTexts({ question, evidence = [] }: GuardContext = {}): readonly string[] {
  const given = question === undefined ? evidence : [question, ...evidence];
  return given.flatMap((text) => readViews(text).map((view) => view.text));
}
