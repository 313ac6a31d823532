import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { isKeyRefused, isKeyWanted, isWorthRetrying, onKeyWanted, ProblemError, retryDelayMs } from "../api/index.ts";
import { CollectionProvider, Link, useAddress } from "../current/index.ts";
import { Button, EmptyState, Trouble } from "../pieces/index.ts";
import { DropAnywhere } from "./drop-anywhere.tsx";
import { HelpSheet } from "./help-sheet.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Rail } from "./rail.tsx";
import { Unreached } from "./unreached.tsx";
import { useKeys } from "./use-keys.ts";
import { loadAhead, viewAt } from "./views.ts";

/** Delay before the other views are loaded, so that they do not slow down the first one. */
const AHEAD_AFTER_MS = 2_000;

const client = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRetrying, retryDelay: retryDelayMs, staleTime: 30_000 } },
});

export function App() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const openHelp = useCallback(() => setIsHelpOpen(true), []);
  const isKeyAsked = useSyncExternalStore(onKeyWanted, isKeyWanted);
  const isRefused = useSyncExternalStore(onKeyWanted, isKeyRefused);
  useKeys(openHelp);
  useEffect(() => {
    const timer = setTimeout(() => void loadAhead(), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
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
        <DropAnywhere />
        <Unreached />
        {isHelpOpen ? <HelpSheet onClose={() => setIsHelpOpen(false)} /> : null}
        {isKeyAsked ? <KeySheet key={`${isRefused}`} isRefused={isRefused} /> : null}
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

/** Limits an error to the view that threw it. React offers this only to classes. */
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
        <Trouble
          title={error instanceof ProblemError ? "This view could not be loaded" : "This view failed"}
          error={error}
          kept="Your documents and answers are untouched."
        >
          <Button kind="primary" onClick={() => location.reload()}>
            Load the page again
          </Button>
        </Trouble>
      </div>
    );
  }
}
