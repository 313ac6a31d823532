import type { ReactNode } from "react";

/** Scrolling reading area; F6 focuses it. */
export function Desk({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and scroll it
    <section className="desk" data-source tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
