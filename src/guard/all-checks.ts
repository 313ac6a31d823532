import type { LazyCheck } from "./guard-check.ts";

/**
 * Every guard that Lydian has, by the ids that policies name. Each is loaded by the first text of a stage that it checks, so a
 * guard costs nothing where the policy does not use it.
 */
export const allChecks: readonly LazyCheck[] = [
  {
    id: "personal-data",
    cost: "rules",
    load: async () => (await import("./personal-data/create-personal-data-check.ts")).createPersonalDataCheck(),
  },
];
