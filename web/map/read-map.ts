import { useQuery } from "@tanstack/react-query";
import type { CollectionMap, PlacedQuestions } from "../../src/core/index.ts";
import { callApi, collectionPath, send } from "../api/index.ts";

export interface MapSample {
  readonly map: CollectionMap;
  /** Changes with what was sent; absent where the server gives none. */
  readonly tag: string | undefined;
}

/** The browser keeps the answer and asks the server whether it is still the same. */
export function useMapSample(collection: string, limit: number, isThere: boolean) {
  return useQuery({
    queryKey: ["map", collection, limit],
    enabled: isThere,
    queryFn: async ({ signal }): Promise<MapSample> => {
      const response = await send(`${collectionPath(collection, "map")}?limit=${limit}`, { signal });
      const map: CollectionMap = await response.json();
      return { map, tag: response.headers.get("etag") ?? undefined };
    },
  });
}

/** Places questions on the map. */
export function usePlacedQuestions(collection: string, questions: readonly string[], isWanted: boolean) {
  return useQuery({
    queryKey: ["map-questions", collection, questions],
    queryFn: ({ signal }) =>
      callApi<PlacedQuestions>(collectionPath(collection, "map", "questions"), {
        method: "POST",
        body: { questions },
        signal,
      }),
    enabled: isWanted && questions.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
