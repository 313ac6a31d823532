import type { ReactNode } from "react";

/** Scrolling reading area; F6 focuses it. */
export function Desk({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="desk" data-source tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
