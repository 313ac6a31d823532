import { useSyncExternalStore } from "react";

const MOVED = "lydian:moved";

/** Goes to an address of this page without reloading the page. */
export function goTo(address: string): void {
  if (address === location.pathname + location.search) return;
  history.pushState(null, "", address);
  dispatchEvent(new Event(MOVED));
}

export function replaceAddress(address: string): void {
  history.replaceState(null, "", address);
  dispatchEvent(new Event(MOVED));
}

function listen(tell: () => void): () => void {
  addEventListener("popstate", tell);
  addEventListener(MOVED, tell);
  return () => {
    removeEventListener("popstate", tell);
    removeEventListener(MOVED, tell);
  };
}

/** Returns the current address, also after it changes. */
export function useAddress(): URL {
  const address = useSyncExternalStore(listen, () => location.href);
  return new URL(address);
}
