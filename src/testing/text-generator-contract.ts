import { type GenerationPart, never, type TextGenerator } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const request = {
  system: "You answer in one word.",
  messages: [{ role: "user", text: "What is the capital of France?" }],
  maxOutputTokens: 50,
} as const;

/**
 * Cases that every `TextGenerator` must pass, for any test runner. Each case opens its own generator and closes it.
 *
 * @param open  opens a new generator whose model answers any question with at least one word
 */
export function textGeneratorContract(open: () => Promise<TextGenerator>): readonly ContractCase[] {
  const using = (check: (generator: TextGenerator) => Promise<void>) => async () => {
    const generator = await open();
    try {
      await check(generator);
    } finally {
      await generator.close();
    }
  };
  return [
    {
      name: "writes text, and ends exactly once",
      run: using(async (generator) => {
        const parts = await readAll(generator, never);
        const said = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
        require(said.trim() !== "", "it says nothing");
        require(parts.filter(({ type }) => type === "end").length === 1, "it does not end exactly once");
        require(parts.at(-1)?.type === "end", "something comes after the end");
      }),
    },
    {
      name: "stops with the signal's reason",
      run: using(async (generator) => {
        const reason = new Error("enough");
        const failure: unknown = await readAll(generator, AbortSignal.abort(reason)).catch((error: unknown) => error);
        require(failure === reason, `it fails with ${String(failure)}`);
      }),
    },
    {
      name: "counts no tokens in an empty text, and more in a longer one",
      run: using(async ({ countTokens }) => {
        require(countTokens("") === 0, "an empty text has tokens");
        require(countTokens("one two three four") > countTokens("one"), "four words have no more tokens than one");
      }),
    },
  ];
}

async function readAll(generator: TextGenerator, signal: AbortSignal): Promise<readonly GenerationPart[]> {
  const parts: GenerationPart[] = [];
  for await (const part of generator.generate(request, signal)) parts.push(part);
  return parts;
}

function require(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`A text generator broke its contract: ${otherwise}.`);
}
