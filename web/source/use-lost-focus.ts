import { useEffect } from "react";

/** The source takes the focus where what opened it has given its place to it. */
export function useLostFocus(): void {
  useEffect(() => {
    const source = document.querySelector("[data-source]");
    const { activeElement, body } = document;
    const isElsewhere = activeElement !== null && activeElement !== body && activeElement.checkVisibility();
    if (source instanceof HTMLElement && !isElsewhere) source.focus();
  }, []);
}
