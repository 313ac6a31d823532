import { type RefObject, useEffect, useState } from "react";
import type { Paint } from "./draw-map.ts";
import { TONES } from "./draw-shape.ts";

/** Returns the theme's colours in a form that a canvas accepts; updates them when the theme changes. */
export function usePaint(root: RefObject<HTMLElement | null>): Paint | undefined {
  const [paint, setPaint] = useState<Paint>();
  useEffect(() => {
    const read = (): void => setPaint(root.current === null ? undefined : readPaint(root.current));
    read();
    const themes = new MutationObserver(read);
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    return () => {
      themes.disconnect();
      system.removeEventListener("change", read);
    };
  }, [root]);
  return paint;
}

/** Reads the colours from hidden elements, since a custom property does not hold the computed colour. */
function readPaint(root: HTMLElement): Paint {
  const colourOf = (name: string): string => {
    const element = root.querySelector(`[data-paint="${name}"]`);
    return element === null ? "" : getComputedStyle(element).color;
  };
  return {
    tones: Array.from({ length: TONES }, (_, tone) => colourOf(`tone-${tone}`)),
    rest: colourOf("rest"),
    ink: colourOf("ink"),
    paper: colourOf("paper"),
    gold: colourOf("gold"),
    goldInk: colourOf("gold-ink"),
    font: getComputedStyle(root).fontFamily,
  };
}
