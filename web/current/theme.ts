import { useSyncExternalStore } from "react";

const NAME = "lydian.theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

export type Theme = "light" | "dark";

/** Returns the chosen theme; undefined to follow the system. */
export const chosenTheme = (): Theme | undefined => {
  const theme = localStorage.getItem(NAME);
  return theme === "light" || theme === "dark" ? theme : undefined;
};

/** Applies the chosen theme. Without a choice, the page follows the system. */
export function applyTheme(): void {
  const theme = chosenTheme();
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function switchTheme(): void {
  chooseTheme((chosenTheme() ?? systemTheme()) === "dark" ? "light" : "dark");
}

export function chooseTheme(theme: Theme | undefined): void {
  if (theme === undefined) localStorage.removeItem(NAME);
  else localStorage.setItem(NAME, theme);
  applyTheme();
}

const systemTheme = (): Theme => (systemIsDark.matches ? "dark" : "light");

function listen(tell: () => void): () => void {
  const watch = new MutationObserver(tell);
  watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  systemIsDark.addEventListener("change", tell);
  return () => {
    watch.disconnect();
    systemIsDark.removeEventListener("change", tell);
  };
}

/** Returns whether the theme is dark, for drawings made by scripts. */
export const useIsDark = (): boolean => useSyncExternalStore(listen, () => (chosenTheme() ?? systemTheme()) === "dark");
