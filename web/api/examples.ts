import { callApi, collectionPath } from "./call.ts";

/** Questions that the headings of a collection's documents suggest; the same documents give the same ones. */
export async function listExamples(collection: string, signal: AbortSignal): Promise<readonly string[]> {
  const { questions } = await callApi<{ readonly questions: readonly string[] }>(
    collectionPath(collection, "examples"),
    { signal },
  );
  return questions;
}
