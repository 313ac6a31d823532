import type { LazyCheck } from "./guard-check.ts";

/**
 * Every guard that Lydian has, by the ids that policies name. Each is loaded by the first text of a stage that it checks, so a
 * guard costs nothing where the policy does not use it.
 */
export const allChecks: readonly LazyCheck[] = [
  {
    id: "exfiltration",
    cost: "rules",
    hasOptions: true,
    load: async (options) => {
      const { readOptions, exfiltrationOptions } = await import("./check-options.ts");
      const { createExfiltrationCheck } = await import("./exfiltration/create-exfiltration-check.ts");
      return createExfiltrationCheck(readOptions("exfiltration", exfiltrationOptions, options));
    },
  },
  {
    id: "personal-data",
    cost: "rules",
    load: async () => (await import("./personal-data/create-personal-data-check.ts")).createPersonalDataCheck(),
  },
  {
    id: "secrets",
    cost: "rules",
    load: async () => (await import("./secrets/create-secrets-check.ts")).createSecretsCheck(),
  },
];
