const VIEWS = ["search", "library", "map", "answers", "settings"];

/** Returns whether a path belongs to the web page: `/`, a view, or a path below a view. */
export function isPagePath(path: string): boolean {
  const [, first = ""] = path.split("/");
  return path === "/" || VIEWS.includes(first);
}
