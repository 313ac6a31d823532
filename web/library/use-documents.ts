import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PublicDocument } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { onDocumentsChanged } from "./work.ts";

interface DocumentPage {
  readonly documents: readonly PublicDocument[];
  readonly total: number;
  readonly totalWithWarnings: number;
}

/** Filter and order of the document list. */
export interface ListChoice {
  readonly text: string;
  /** Filter expression; empty for all documents. */
  readonly where: string;
  readonly onlyWarnings: boolean;
  readonly sort: string;
}

export interface LoadedDocuments {
  /** Number of matching documents, loaded or not. */
  readonly total: number;
  readonly totalWithWarnings: number;
  /** Returns the document of a row; undefined while its page is loading. */
  at(index: number): PublicDocument | undefined;
  readonly isLoading: boolean;
  /** True while the documents of the previous choice are still shown. */
  readonly isStale: boolean;
  readonly error: Error | null;
  retry(): void;
}

export interface ShownRows {
  readonly first: number;
  readonly last: number;
}

const PAGE = 100;
/** Pause after a change before the list is loaded again, since changes come in bursts. */
const QUIET_MS = 400;

/** Loads the matching documents. The server filters and sorts them; only visible pages are loaded. */
export function useDocuments(collection: string, choice: ListChoice, { first, last }: ShownRows): LoadedDocuments {
  const client = useQueryClient();
  useRenewal(client);
  const top = useQuery({ ...pageQuery(collection, choice, 0), placeholderData: keepPreviousData });
  const { total = 0, totalWithWarnings = 0 } = top.data ?? {};
  const shown = top.isPlaceholderData ? [] : pagesOf(first, Math.min(last, total - 1));
  const numbers = shown.filter((number) => number > 0 && number * PAGE < total);
  const pages = useQueries({ queries: numbers.map((number) => pageQuery(collection, choice, number)) });
  const kept = (number: number) => client.getQueryData<DocumentPage>(pageQuery(collection, choice, number).queryKey);
  const failed = pages.find(({ error }) => error !== null);
  return {
    total,
    totalWithWarnings,
    isLoading: top.isPending,
    isStale: top.isPlaceholderData,
    at: (index) => {
      const number = Math.floor(index / PAGE);
      // Pages loaded before are still available, for example for a focused row far outside the visible part.
      const page = number === 0 ? top.data : (pages[numbers.indexOf(number)]?.data ?? kept(number));
      return page?.documents[index % PAGE];
    },
    error: top.error ?? failed?.error ?? null,
    retry: () => {
      void top.refetch();
      void failed?.refetch();
    },
  };
}

/** Returns the page numbers of a range of rows. */
export function pagesOf(first: number, last: number): readonly number[] {
  const [from, to] = [Math.floor(Math.max(0, first) / PAGE), Math.floor(Math.max(0, last) / PAGE)];
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => from + index);
}

function pageQuery(collection: string, choice: ListChoice, number: number) {
  return {
    queryKey: ["documents", collection, choice, number],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => loadPage(collection, { choice, number }, signal),
  };
}

/** A page of the list, by its number from 0. */
interface ChosenPage {
  readonly choice: ListChoice;
  readonly number: number;
}

async function loadPage(
  collection: string,
  { choice, number }: ChosenPage,
  signal: AbortSignal,
): Promise<DocumentPage> {
  const query = new URLSearchParams({ limit: `${PAGE}`, offset: `${number * PAGE}`, sort: choice.sort });
  if (choice.text.trim() !== "") query.set("text", choice.text.trim());
  if (choice.where !== "") query.set("where", choice.where);
  if (choice.onlyWarnings) query.set("warnings", "only");
  return callApi<DocumentPage>(`${collectionPath(collection, "documents")}?${query}`, { signal });
}

function useRenewal(client: QueryClient): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onDocumentsChanged((changed) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void client.invalidateQueries({ queryKey: ["documents", changed] });
        void client.invalidateQueries({ queryKey: ["collections"] });
        for (const of of ["document", "document-text", "pdf", "pdf-page"])
          void client.invalidateQueries({ queryKey: [of, { collection: changed }] });
      }, QUIET_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}
