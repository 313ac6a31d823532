import { type Embedder, never } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const texts = [
  "Aspirin lowers the risk of a second stroke.",
  "",
  "The clinic opens at 8:30 on weekdays.",
  "a",
  "Part E11.9 replaces part E11.8 since May 2024. ".repeat(40),
  "Größe, naïve café, 東京, 🦊",
];

/**
 * Cases that every `Embedder` must pass, for any test runner. Each case opens its own embedder and closes it.
 *
 * @param open  opens a new embedder
 */
export function embedderContract(open: () => Promise<Embedder>): readonly ContractCase[] {
  const using = (check: (embedder: Embedder) => Promise<void>) => async () => {
    const embedder = await open();
    try {
      await check(embedder);
    } finally {
      await embedder.close();
    }
  };
  return [
    {
      name: "describes its space by a model, dimensions and 16 hexadecimal digits, the same each time it is opened",
      run: using(async ({ space }) => {
        require(space.model.length > 0, "the space has no model");
        require(/^[0-9a-f]{16}$/.test(space.fingerprint), `fingerprint "${space.fingerprint}" is not 16 digits`);
        await using(async (again) => {
          require(again.space.fingerprint === space.fingerprint, "another opening has another fingerprint");
        })();
      }),
    },
    {
      name: "returns one vector of length 1 and the space's dimensions per text, even for an empty one",
      run: using(async (embedder) => {
        const vectors = [...(await embedder.embedDocuments(texts, never)), await embedder.embedQuery("when?", never)];
        require(vectors.length === texts.length + 1, `${vectors.length - 1} vectors for ${texts.length} texts`);
        for (const vector of vectors) {
          require(vector.length === embedder.space.dimensions, `a vector has ${vector.length} dimensions`);
          require(Math.abs(dot(vector, vector) - 1) < 1e-5, `a vector's squared length is ${dot(vector, vector)}`);
        }
      }),
    },
    {
      name: "gives a text the same vector, to the last bit, in any order and with any other texts",
      run: using(async (embedder) => {
        const together = await embedder.embedDocuments(texts, never);
        const reversed = await embedder.embedDocuments([...texts].reverse(), never);
        for (const [index, text] of texts.entries()) {
          const [alone] = await embedder.embedDocuments([text], never);
          const inReverse = reversed[texts.length - 1 - index];
          require(isSame(together[index], alone), `text ${index} has another vector alone`);
          require(isSame(together[index], inReverse), `text ${index} has another vector in reverse order`);
        }
      }),
    },
    {
      name: "cuts a text longer than maxTokens at the end",
      run: using(async (embedder) => {
        const long = "one two three four five six seven eight ".repeat(embedder.maxTokens);
        const [vector, longer] = await embedder.embedDocuments([long, `${long}nine`], never);
        require(isSame(vector, longer), "words beyond the limit change the vector");
      }),
    },
    {
      name: "returns no vectors without texts, and counts no tokens in an empty text",
      run: using(async (embedder) => {
        require((await embedder.embedDocuments([], never)).length === 0, "there are vectors without texts");
        require(embedder.countTokens("") === 0, "an empty text has tokens");
        require(embedder.countTokens("two words") >= 2, "two words have fewer than two tokens");
      }),
    },
    {
      name: "stops with the signal's reason",
      run: using(async (embedder) => {
        const reason = new Error("stopped by the caller");
        const outcome = await embedder
          .embedDocuments(texts, AbortSignal.abort(reason))
          .catch((error: unknown) => error);
        require(outcome === reason, "an aborted call did not end with the signal's reason");
      }),
    },
  ];
}

function require(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function isSame(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((value, index) => value === b[index]);
}
