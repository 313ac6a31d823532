import {
  defined,
  describeSpaceMismatch,
  type IndexQuery,
  LydianError,
  ModelUnavailableError,
  type VectorLookup,
  type Warning,
} from "../../../core/index.ts";
import { detectOtherLanguage } from "../../text/index.ts";
import type { SearchRun } from "../search-run.ts";
import type { ReadQuery } from "./read-query.ts";

/** The vector of a question; if it is absent, only words are searched, and the warning says why. */
export interface QuestionVector {
  readonly vector?: Omit<NonNullable<IndexQuery["vector"]>, "limit">;
  readonly warning?: Warning;
}

/** One wording of the question, with its vector, which may still be on its way. */
export interface Phrasing {
  readonly query: ReadQuery;
  readonly vector: Promise<QuestionVector>;
  /** Vectors that a hybrid search looks up for the chunks found by words; absent if it searches no vectors. */
  readonly vectorsOf?: VectorLookup;
}

type EmbeddingRun = Pick<SearchRun, "services" | "request" | "collection" | "work" | "signal">;

/** Steps for embedding a question, which waits for its turn in the queue of the model. */
const STEPS_PER_EMBEDDING = 100_000;

/** Starts to embed a phrasing, so that other stages run in the meantime. */
export function startPhrasing(run: EmbeddingRun, query: ReadQuery): Phrasing {
  const vector = embedQuestion(run, query.text);
  // The vector may fail before anyone awaits it. The stage that awaits it still gets the error.
  vector.catch(() => undefined);
  return defined({ query, vector, vectorsOf: lookupOf(run) });
}

function lookupOf({ services: { embedder }, request: { mode } }: EmbeddingRun): VectorLookup | undefined {
  if (mode !== "hybrid" || embedder === undefined) return undefined;
  return defined({ space: embedder.space, languages: embedder.languages });
}

/**
 * Embeds the question, unless the mode is `lexical`, the collection has no vectors, or the model does not read the
 * question's language. In mode `hybrid` a failure is a warning, and the search continues with words. In mode `vector`
 * it is an error, but a question in another language is still searched, since vectors are the only search.
 *
 * @throws {ModelUnavailableError} in mode `vector`, without an embedder
 * @throws {SpaceMismatchError} in mode `vector`, if another model made the collection's vectors
 * @throws {LydianError} in mode `vector`, if the embedder fails
 */
async function embedQuestion(
  { services: { embedder }, request: { mode }, collection, work, signal }: EmbeddingRun,
  text: string,
): Promise<QuestionVector> {
  if (mode === "lexical") return {};
  if (collection.space === undefined) {
    const message = `Collection "${collection.name}" has no vectors yet; run \`lydian embed\`.`;
    return { warning: { code: "vectors-missing", message } };
  }

  try {
    if (embedder === undefined) throw noEmbedder();
    const { space, languages } = embedder;
    if (space.fingerprint !== collection.space.fingerprint)
      throw describeSpaceMismatch(collection.name, { held: collection.space, offered: space });
    const otherLanguage = languages === undefined ? undefined : await detectOtherLanguage(text, languages);
    if (otherLanguage !== undefined && mode === "hybrid") return { warning: questionOutside(otherLanguage) };

    work.spend(STEPS_PER_EMBEDDING);
    const values = await embedder.embedQuery(text, signal);
    return defined({
      vector: defined({ values, space, languages }),
      warning: otherLanguage === undefined ? undefined : questionOutside(otherLanguage),
    });
  } catch (error) {
    if (mode === "vector" || signal.aborted || !(error instanceof LydianError)) throw error;
    return { warning: { code: error.code, message: `Searched by words only. ${error.message}` } };
  }
}

function questionOutside(language: string): Warning {
  const name = new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  return {
    code: "language-outside-model",
    message: `The question seems to be in ${name}, which the embedding model does not read, so its vector cannot find the meaning.`,
  };
}

function noEmbedder(): ModelUnavailableError {
  return new ModelUnavailableError("No embedding model is set.", {
    hint: "Set `embedding.model`, or search by words.",
  });
}
