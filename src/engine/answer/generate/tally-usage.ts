import type { GenerationPart, GenerationRequest, GenerationUsage, TextGenerator } from "../../../core/index.ts";
import { addUsage } from "./add-usage.ts";

export interface UsageTally {
  readonly generator: TextGenerator;
  /** Returns the usage of all completed texts so far, as far as the service reported it. */
  usage(): GenerationUsage;
}

/** Wraps a generator for one answer, so that the usage of a first attempt counts even if the second fails. */
export function tallyUsage(generator: TextGenerator): UsageTally {
  let sum: GenerationUsage = {};

  async function* generate(request: GenerationRequest, signal: AbortSignal): AsyncGenerator<GenerationPart> {
    for await (const part of generator.generate(request, signal)) {
      if (part.type === "end") sum = addUsage(sum, part.usage);
      yield part;
    }
  }

  return {
    generator: {
      id: generator.id,
      holdsSchema: generator.holdsSchema,
      generate,
      countTokens: (text) => generator.countTokens(text),
      close: () => generator.close(),
    },
    usage: () => sum,
  };
}
