import { mergeFindings, type ViewFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";
import { findTokens } from "./token-forms.ts";

/**
 * Creates the guard `secrets`: keys, tokens and passwords of services by their forms, and values that are
 * named as secrets and look random. It also finds them in encoded parts. The rules of secretlint are loaded
 * by the first text, in about 50 ms.
 */
export function createSecretsCheck(): Measure {
  return {
    version: "1",
    threshold: 0.5,
    async check({ views }, signal) {
      const { runSecretlint } = await import("./run-secretlint.ts");
      const found: ViewFindings[] = [];
      for (const view of views()) {
        signal.throwIfAborted();
        found.push({ view, findings: await runSecretlint(view.text) }, { view, findings: findTokens(view.text) });
      }
      return mergeFindings(found);
    },
  };
}
