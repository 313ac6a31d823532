import type { GuardDecision } from "../ports/guard.ts";
import type { Warning } from "../schemas/document.ts";

/** Code of the warning that says where the writer of a question finds help. It is shown before everything else. */
export const HELP_WARNING = "crisis-help";

/** Returns a decision's help as a warning, if it has any. */
export function warnWithHelp({ help }: Pick<GuardDecision, "help">): readonly Warning[] {
  return help === undefined ? [] : [{ code: HELP_WARNING, message: help }];
}
