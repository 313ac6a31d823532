import { callApi, collectionPath } from "./call.ts";

/**
 * Questions that a collection's documents answer, each of them verified; the same documents give the same ones.
 *
 * @param documents  only those that these answer; absent: any
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
