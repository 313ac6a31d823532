const NAME = "lydian.theme";

export type Theme = "light" | "dark";

const stored = (): Theme | undefined => {
  const theme = localStorage.getItem(NAME);
  return theme === "light" || theme === "dark" ? theme : undefined;
};

/** Unset, the page follows the system. */
export function applyTheme(): void {
  const theme = stored();
  if (theme !== undefined) document.documentElement.dataset.theme = theme;
}

export function switchTheme(): void {
  const isDark = (stored() ?? systemTheme()) === "dark";
  localStorage.setItem(NAME, isDark ? "light" : "dark");
  applyTheme();
}

const systemTheme = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
