import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { callApi, collectionPath } from "../api/index.ts";
import { onDocumentsChanged, tellDocumentsChanged } from "./work.ts";

export interface Source {
  readonly uri: string;
  readonly documents: number;
  readonly addedAt: string;
  readonly syncedAt?: string;
  readonly depth?: number;
  readonly accessLabels: readonly string[];
  readonly watch?: {
    readonly since: string;
    readonly problem?: {
      readonly since: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };
  };
}

const LOOK_EVERY_MS = 4_000;

/** Loads the sources of a collection, and again every few seconds while the server watches one of them. */
export function useSources(collection: string): { readonly sources: readonly Source[]; readonly error: Error | null } {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["sources", collection],
    queryFn: ({ signal }) =>
      callApi<{ readonly sources: readonly Source[] }>(collectionPath(collection, "sources"), { signal }),
    refetchInterval: ({ state }) =>
      (state.data?.sources ?? []).some(({ watch }) => watch !== undefined) ? LOOK_EVERY_MS : false,
  });
  useEffect(
    () => onDocumentsChanged((changed) => void client.invalidateQueries({ queryKey: ["sources", changed] })),
    [client],
  );
  const sources = data?.sources ?? [];
  useTellOfChanges(collection, sources);
  return { sources, error };
}

/** Reloads the document list when the server has synced a source. */
function useTellOfChanges(collection: string, sources: readonly Source[]): void {
  const state = `${collection}\n${sources.map(({ uri, documents, syncedAt }) => [uri, documents, syncedAt].join(" ")).join("\n")}`;
  const before = useRef(state);
  useEffect(() => {
    const isSameCollection = before.current.startsWith(`${collection}\n`);
    const isFirst = before.current === `${collection}\n`;
    if (before.current !== state && isSameCollection && !isFirst) tellDocumentsChanged(collection);
    before.current = state;
  }, [collection, state]);
}
