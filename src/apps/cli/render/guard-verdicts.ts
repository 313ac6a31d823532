import type { GuardVerdict } from "../../../core/index.ts";

/** Words for the verdict of a guard on a text. */
export const guardVerdicts: Readonly<Record<GuardVerdict["verdict"], string>> = {
  pass: "passed",
  fail: "failed",
  unmeasured: "not checked",
};
