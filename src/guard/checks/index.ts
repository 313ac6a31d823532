import { canaryGuard } from "./canary/canary-guard.ts";
import { crisisGuard } from "./crisis/crisis-guard.ts";
import type { ListedGuard } from "./define-guard.ts";
import { directInjectionGuard } from "./direct-injection/direct-injection-guard.ts";
import { exfiltrationGuard } from "./exfiltration/exfiltration-guard.ts";
import { indirectInjectionGuard } from "./indirect-injection/indirect-injection-guard.ts";
import { languageGuard } from "./language/language-guard.ts";
import { lengthGuard } from "./length/length-guard.ts";
import { patternsGuard } from "./patterns/patterns-guard.ts";
import { personalDataGuard } from "./personal-data/personal-data-guard.ts";
import { personalNamesGuard } from "./personal-names/personal-names-guard.ts";
import { phrasesGuard } from "./phrases/phrases-guard.ts";
import { profanityGuard } from "./profanity/profanity-guard.ts";
import { promptLeakageGuard } from "./prompt-leakage/prompt-leakage-guard.ts";
import { refusalGuard } from "./refusal/refusal-guard.ts";
import { safeHarborGuard } from "./safe-harbor/safe-harbor-guard.ts";
import { schemaGuard } from "./schema/schema-guard.ts";
import { scopeGuard } from "./scope/scope-guard.ts";
import { secretsGuard } from "./secrets/secrets-guard.ts";
import { taintGuard } from "./taint/taint-guard.ts";
import { topicsGuard } from "./topics/topics-guard.ts";
import { toxicityGuard } from "./toxicity/toxicity-guard.ts";

/**
 * Returns every guard that a policy may name without a model, by their ids, in the order of the reference. Each is
 * loaded by the first text of a stage that it checks, so a guard costs nothing where the policy does not use it.
 *
 * @param region  region whose help lines are named in a crisis: ISO 3166-1 in lower case, or `eu`
 */
export function checksForRegion(region: string | undefined): readonly ListedGuard[] {
  return [
    secretsGuard,
    directInjectionGuard,
    indirectInjectionGuard,
    exfiltrationGuard,
    canaryGuard,
    promptLeakageGuard,
    taintGuard,
    scopeGuard,
    topicsGuard,
    phrasesGuard,
    patternsGuard,
    refusalGuard,
    languageGuard,
    lengthGuard,
    crisisGuard(region),
    toxicityGuard,
    profanityGuard,
    schemaGuard,
    personalDataGuard,
    personalNamesGuard,
    safeHarborGuard,
  ];
}

/** Every guard, with a directory of help lines for all countries. */
export const allChecks: readonly ListedGuard[] = checksForRegion(undefined);
