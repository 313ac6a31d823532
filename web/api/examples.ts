import { callApi, collectionPath } from "./call.ts";

/** Questions that a collection's documents answer; the same documents give the same ones. */
export async function listExamples(collection: string, signal: AbortSignal): Promise<readonly string[]> {
  const { questions } = await callApi<{ readonly questions: readonly string[] }>(
    collectionPath(collection, "examples"),
    { signal },
  );
  return questions;
}
