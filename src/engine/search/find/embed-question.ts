import {
  type Collection,
  defined,
  describeSpaceMismatch,
  type IndexQuery,
  LydianError,
  ModelUnavailableError,
  type Warning,
} from "../../../core/index.ts";
import { detectOtherLanguage } from "../../text/index.ts";
import type { SearchRequest, SearchServices } from "../search-request.ts";

/** The question as a vector; absent where only words can be searched, and then the warning says why. */
export interface QuestionVector {
  readonly vector?: Omit<NonNullable<IndexQuery["vector"]>, "limit">;
  readonly warning?: Warning;
}

function questionOutside(language: string): Warning {
  const name = new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  return {
    code: "language-outside-model",
    message: `The question seems to be in ${name}, which the embedding model does not read, so that its vectors count for nothing.`,
  };
}

/**
 * Embeds the question, unless the mode is `lexical`, the collection has no vectors, or the model does not read the
 * question's language. What stands in the way is a warning in mode `hybrid`, which goes on with words, and an error in
 * mode `vector`, but for the language: there the vectors are all that is left.
 *
 * @throws {ModelUnavailableError} in mode `vector`, without an embedder
 * @throws {SpaceMismatchError} in mode `vector`, when the collection's vectors are of another model
 * @throws {LydianError} in mode `vector`, what the embedder throws
 */
export async function embedQuestion(
  embedder: SearchServices["embedder"],
  { query, mode, collection }: Pick<SearchRequest, "query" | "mode"> & { readonly collection: Collection },
  signal: AbortSignal,
): Promise<QuestionVector> {
  if (mode === "lexical") return {};
  if (collection.space === undefined) {
    const message = `Collection "${collection.name}" has no vectors yet; run \`lydian embed\`.`;
    return { warning: { code: "vectors-missing", message } };
  }
  try {
    if (embedder === undefined) throw noEmbedder();
    const { space } = embedder;
    if (space.fingerprint !== collection.space.fingerprint)
      throw describeSpaceMismatch(collection.name, { held: collection.space, offered: space });
    const { languages } = embedder;
    const other = languages === undefined ? undefined : await detectOtherLanguage(query, languages);
    if (other !== undefined && mode === "hybrid") return { warning: questionOutside(other) };
    const values = await embedder.embedQuery(query, signal);
    return defined({
      vector: defined({ values, space, languages }),
      warning: other === undefined ? undefined : questionOutside(other),
    });
  } catch (error) {
    if (mode === "vector" || signal.aborted || !(error instanceof LydianError)) throw error;
    return { warning: { code: error.code, message: `Searched by words only. ${error.message}` } };
  }
}

function noEmbedder(): ModelUnavailableError {
  return new ModelUnavailableError("No embedding model is set.", {
    hint: "Set `embedding.model`, or search by words.",
  });
}
