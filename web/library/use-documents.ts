import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PublicDocument } from "../../src/contract/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { onDocumentsChanged } from "./work.ts";

interface DocumentPage {
  readonly documents: readonly PublicDocument[];
  readonly total: number;
  readonly nextCursor?: string;
}

export interface LoadedDocuments {
  readonly documents: readonly PublicDocument[];
  /** Of the server; more than are loaded while pages still come. */
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: Error | null;
  retry(): void;
}

const PAGE = 500;
/** Changes come in bursts while files are added. */
const QUIET_MS = 400;

/** All documents that fit a condition, page after page, so that the first are there at once. */
export function useDocuments(collection: string, where: string): LoadedDocuments {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ["documents", collection, where],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => loadPage(collection, { where, cursor: pageParam }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage, data } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onDocumentsChanged((changed) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void client.invalidateQueries({ queryKey: ["documents", changed] });
        void client.invalidateQueries({ queryKey: ["collections"] });
      }, QUIET_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  return {
    documents: data?.pages.flatMap(({ documents }) => documents) ?? [],
    total: data?.pages.at(-1)?.total ?? 0,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

async function loadPage(
  collection: string,
  { where, cursor }: { readonly where: string; readonly cursor: string },
  signal: AbortSignal,
): Promise<DocumentPage> {
  const query = new URLSearchParams({ limit: `${PAGE}` });
  if (where !== "") query.set("where", where);
  if (cursor !== "") query.set("cursor", cursor);
  return callApi<DocumentPage>(`${collectionPath(collection, "documents")}?${query}`, { signal });
}
