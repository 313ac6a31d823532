import { callApi } from "./call.ts";

export interface Collection {
  readonly name: string;
  readonly documents: number;
  readonly chunks?: number;
  readonly chunksWithoutVectors?: number;
  readonly documentsToRechunk?: number;
  readonly documentsWithWarnings: number;
}

export async function listCollections(signal: AbortSignal): Promise<readonly Collection[]> {
  const { collections } = await callApi<{ readonly collections: readonly Collection[] }>("/collections", { signal });
  return collections;
}
