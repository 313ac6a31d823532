import { useQuery } from "@tanstack/react-query";
import type { CollectionMap, PlacedQuestions } from "../../src/core/index.ts";
import { callApi, collectionPath, send } from "../api/index.ts";

export interface MapSample {
  readonly map: CollectionMap;
  /** ETag of the sample, which changes with its content; absent if the server sends none. */
  readonly tag: string | undefined;
}

/** Loads the passages of the map. The browser caches the response and checks with the server whether it changed. */
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
