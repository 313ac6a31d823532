import { callApi, collectionPath } from "./call.ts";

/** Number of passages that contain a word of the question, counted up to 1,000. */
export interface WordCount {
  readonly word: string;
  readonly passages: number;
}

export async function countWords(
  collection: string,
  question: string,
  signal: AbortSignal,
): Promise<readonly WordCount[]> {
  const { words } = await callApi<{ readonly words: readonly WordCount[] }>(collectionPath(collection, "words"), {
    method: "POST",
    body: { question },
    signal,
  });
  return words;
}
