import { defineGuard, type ListedGuard, noOptions } from "../define-guard.ts";

/**
 * Returns the entry of the guard `crisis`.
 *
 * @param region  region whose help lines are named, ISO 3166-1 in lower case, or `eu`; a directory
 *                of help lines if there is none
 */
export function crisisGuard(region: string | undefined): ListedGuard {
  return defineGuard({
    id: "crisis",
    cost: "rules",
    reference: {
      about: `Suicide and self-harm in the words of a person, or about someone close, in English and German. The verdict has \`help\`, which the
user sees whatever the action is. The setting \`guard.region\` chooses the numbers.`,
      stages: ["input"],
      types: "`crisis`",
    },
    options: noOptions,
    load: async () => (await import("./create-crisis-check.ts")).createCrisisCheck(region),
  });
}
