import { callApi, collectionPath } from "./call.ts";

/** In how many passages a word of a question stands; 1,000 stands for that many or more. */
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
