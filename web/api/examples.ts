import { callApi, collectionPath } from "./call.ts";

/**
 * Returns example questions that the documents of a collection answer. The server has verified each of them, and
 * returns the same ones for the same documents.
 *
 * @param documents  ids of the documents that must answer the questions; absent for any document
 */
export async function listExamples(
  collection: string,
  signal: AbortSignal,
  documents?: readonly string[],
): Promise<readonly string[]> {
  const path = collectionPath(collection, "examples");
  const query = documents === undefined ? "" : `?${new URLSearchParams({ documents: documents.join(",") })}`;
  const { questions } = await callApi<{ readonly questions: readonly string[] }>(path + query, { signal });
  return questions;
}
