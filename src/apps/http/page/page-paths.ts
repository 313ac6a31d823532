const VIEWS = ["search", "library", "map", "answers", "settings"];

/** Whether an address is one of the page's own: `/`, a view, or something within one. The page itself says what is there. */
export function isPagePath(path: string): boolean {
  const [, first = ""] = path.split("/");
  return path === "/" || VIEWS.includes(first);
}
