import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `direct-injection`. */
export const directInjectionGuard = defineGuard({
  id: "direct-injection",
  cost: "rules",
  reference: {
    about: `Prompts that want to take over the assistant. [Weights](../../models/direct-injection/README.md) and rules decide together about
the whole prompt, so each of its places has the same score. \`COMMAND\` is the part that looks most like an attack; the other
types name the rules that matched. Encoded parts are read too.`,
    stages: ["input"],
    types:
      "`OVERRIDE`, `PROMPT_LEAK`, `PERSONA`, `ROLE_SPOOFING`, `DELIMITER_SPOOFING`, `MANY_SHOT`, `EXFILTRATION`, `COMMAND`",
  },
  options: noOptions,
  load: async () => (await import("./create-direct-injection-check.ts")).createDirectInjectionCheck(),
});
