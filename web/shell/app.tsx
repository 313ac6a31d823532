import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { isKeyWanted, onKeyWanted, ProblemError } from "../api/index.ts";
import { CollectionProvider, Link, useAddress } from "../current/index.ts";
import { Button, EmptyState, Trouble } from "../pieces/index.ts";
import { HelpSheet } from "./help-sheet.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Rail } from "./rail.tsx";
import { useKeys } from "./use-keys.ts";
import { viewAt } from "./views.ts";

/** What the server refused it refuses again; only what did not reach it is tried anew. */
const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => !(error instanceof ProblemError) && count < 2, staleTime: 30_000 },
  },
});

export function App() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const openHelp = useCallback(() => setIsHelpOpen(true), []);
  const isKeyAsked = useSyncExternalStore(onKeyWanted, isKeyWanted);
  useKeys(openHelp);
  return (
    <QueryClientProvider client={client}>
      <CollectionProvider>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <div className="app">
          <Rail onHelp={openHelp} />
          <main id="main" tabIndex={-1}>
            <CurrentView />
          </main>
        </div>
        {isHelpOpen ? <HelpSheet onClose={() => setIsHelpOpen(false)} /> : null}
        {isKeyAsked ? <KeySheet /> : null}
      </CollectionProvider>
    </QueryClientProvider>
  );
}

function CurrentView() {
  const { pathname } = useAddress();
  const view = viewAt(pathname);
  useEffect(() => {
    document.title = view === undefined ? "Lydian" : `${view.title} · Lydian`;
  }, [view]);
  if (view === undefined)
    return (
      <EmptyState title="There is nothing at this address" lede="It may have been moved or mistyped.">
        <Link to="/">Ask a question</Link>
      </EmptyState>
    );
  return (
    <Boundary key={view.path}>
      <Suspense fallback={<p className="loading">Loading…</p>}>
        <view.View />
      </Suspense>
    </Boundary>
  );
}

/** A view that breaks takes nothing else along. React offers this to classes only. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="say-in">
        <Trouble title="This view broke" error={error} kept="Your documents and answers are untouched.">
          <Button kind="primary" onClick={() => location.reload()}>
            Load the page again
          </Button>
        </Trouble>
      </div>
    );
  }
}
