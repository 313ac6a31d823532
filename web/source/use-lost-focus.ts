import { useEffect } from "react";

/** Focuses the source if the element that opened it is no longer visible. */
export function useLostFocus(): void {
  useEffect(() => {
    const source = document.querySelector("[data-source]");
    const { activeElement, body } = document;
    const isElsewhere = activeElement !== null && activeElement !== body && activeElement.checkVisibility();
    if (source instanceof HTMLElement && !isElsewhere) source.focus();
  }, []);
}
