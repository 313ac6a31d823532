import type { GuardServices, TextGenerator } from "../../core/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import type { Masks } from "./guard-model.ts";

/** The guard, and the language models that it checks. */
export type GuardedParts = Pick<LydianParts, "guard" | "generator" | "verifier">;

/**
 * Puts a guard between Lydian and its language models: the one that writes and rephrases, and the judge.
 *
 * @param masks  tokens of the conversation, for the model that writes. The judge reads several sentences at a time, so
 *   the order of new tokens would depend on chance.
 */
export function guardParts({ generator, verifier }: LydianParts, services: GuardServices, masks?: Masks): GuardedParts {
  return {
    guard: services.guard,
    generator: async () => {
      const opened = await generator();
      const { guardModel } = await import("./guard-model.ts");
      return guardModel(opened, services, masks);
    },
    verifier: (count = (judge: TextGenerator) => judge) => verifier((judge) => count(guardLazily(judge, services))),
  };
}

/** The judge is handed over when it is opened, so its guard is loaded with its first question. */
function guardLazily(judge: TextGenerator, services: GuardServices): TextGenerator {
  return {
    id: judge.id,
    holdsSchema: judge.holdsSchema,
    countTokens: (text) => judge.countTokens(text),
    close: () => judge.close(),
    async *generate(request, signal) {
      const { guardModel } = await import("./guard-model.ts");
      yield* guardModel(judge, services).generate(request, signal);
    },
  };
}
