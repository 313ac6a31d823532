import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import type { Hit, Warning } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { goTo, useAddress, useCollection } from "../current/index.ts";
import { Button, countOf, Field, Notice, Trouble } from "../pieces/index.ts";
import { Explained } from "./explained.tsx";
import { HitList } from "./hit-list.tsx";
import { addressOf, joinConditions, readSearch, type Search } from "./search-address.ts";
import { SearchFilters } from "./search-filters.tsx";
import "./search.css";

const SHOWN = 20;

interface SearchResponse {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
}

export function SearchView() {
  const search = readSearch(useAddress().searchParams);
  const { name, collection } = useCollection();
  const [chosen, setChosen] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const { query } = search;
  const where = joinConditions(search.conditions);
  const found = useQuery({
    queryKey: ["search", name, query, search.mode, where],
    queryFn: ({ signal }) => searchFor(name, search, signal),
    enabled: query !== "",
  });
  const hits = found.data?.hits ?? [];
  const hit = hits.find(({ chunkId }) => chunkId === chosen) ?? hits[0];
  const open = (chunkId: string): void => {
    setChosen(chunkId);
    setIsOpen(true);
  };
  return (
    <div className="view two search" data-explained={isOpen}>
      <div className="say">
        <div className="search-head">
          <h1 className="sr">Search</h1>
          <QueryForm search={search} />
          <SearchFilters search={search} />
        </div>
        <p className="found" role="status">
          {found.isFetching ? "Searching…" : query === "" ? "" : describeHits(found.data?.hits)}
        </p>
        <Messages error={found.error} warnings={found.data?.warnings ?? []} retry={() => void found.refetch()} />
        {query === "" ? <Beginning documents={collection?.documents ?? 0} /> : null}
        <HitList hits={hits} chosen={hit?.chunkId} onChoose={open} />
      </div>
      {hit === undefined && query === "" ? null : (
        <Explained
          key={`${query} ${hit?.chunkId}`}
          hit={hit}
          search={search}
          collection={name}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

interface MessagesProps {
  readonly error: Error | null;
  readonly warnings: readonly Warning[];
  readonly retry: () => void;
}

function Messages({ error, warnings, retry }: MessagesProps) {
  return (
    <div className="pad">
      {error === null ? null : (
        <Trouble title="The search failed" error={error}>
          <Button onClick={retry}>Try again</Button>
        </Trouble>
      )}
      {warnings.map(({ code, message }) => (
        <Notice key={`${code} ${message}`}>{message}</Notice>
      ))}
    </div>
  );
}

function searchFor(
  collection: string,
  { query, mode, conditions }: Search,
  signal: AbortSignal,
): Promise<SearchResponse> {
  const where = joinConditions(conditions);
  const body = { query, mode, limit: SHOWN, where };
  return callApi<SearchResponse>(collectionPath(collection, "search"), { method: "POST", body, signal });
}

function describeHits(hits: readonly Hit[] | undefined): string {
  if (hits === undefined) return "";
  return hits.length === 0 ? "Nothing was found." : `${countOf(hits.length, "hit")}, best first`;
}

function QueryForm({ search }: { readonly search: Search }) {
  const [query, setQuery] = useState(search.query);
  useEffect(() => setQuery(search.query), [search.query]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    goTo(addressOf({ ...search, query: query.trim() }));
  };
  return (
    <form onSubmit={submit}>
      <Field
        label="Search for words, a code, or a meaning"
        icon="search"
        type="search"
        data-main-field=""
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
    </form>
  );
}

function Beginning({ documents }: { readonly documents: number }) {
  return (
    <div className="pad beginning">
      <p>
        Search lists the passages of {documents === 0 ? "your documents" : countOf(documents, "document")}, best first,
        and explains the score of each.
      </p>
      <ul>
        <li>
          <code>door seal A-113-07</code> finds these words and codes, and passages that mean the same
        </li>
        <li>
          <code>"lost key"</code> finds the words in quotation marks in exactly this order
        </li>
        <li>
          <code>autocl*</code> finds all words that begin like this
        </li>
        <li>
          <code>pump -seal</code> leaves out passages with seal
        </li>
        <li>
          <code>title:pump</code> and <code>author:okafor</code> search one field
        </li>
      </ul>
    </div>
  );
}
