import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { type Collection, listCollections } from "../api/index.ts";

const NAME = "lydian.collection";
const DEFAULT = "default";

export interface ChosenCollection {
  readonly name: string;
  /** Undefined while the collections are loading, or if the store has no collection of this name yet. */
  readonly collection: Collection | undefined;
  readonly all: readonly Collection[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  choose(name: string): void;
}

const Chosen = createContext<ChosenCollection>({
  name: DEFAULT,
  collection: undefined,
  all: [],
  isLoading: true,
  error: null,
  choose: () => undefined,
});

/** Returns the collection that all views show. */
export const useCollection = (): ChosenCollection => useContext(Chosen);

export function CollectionProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState(() => localStorage.getItem(NAME));
  const { data, isPending, error } = useQuery({
    queryKey: ["collections"],
    queryFn: ({ signal }) => listCollections(signal),
  });
  const all = data ?? [];
  const collection = all.find(({ name }) => name === wanted) ?? fullest(all);
  const choose = (name: string): void => {
    localStorage.setItem(NAME, name);
    setWanted(name);
  };
  const name = collection?.name ?? wanted ?? DEFAULT;
  return (
    <Chosen
      value={{
        name,
        all,
        isLoading: isPending,
        error,
        choose,
        collection,
      }}
    >
      {children}
    </Chosen>
  );
}

/** Chooses the initial collection: the default one, or the largest if that is empty. */
function fullest(all: readonly Collection[]): Collection | undefined {
  const usual = all.find(({ name, documents }) => name === DEFAULT && documents > 0);
  return usual ?? [...all].sort((a, b) => b.documents - a.documents)[0];
}
