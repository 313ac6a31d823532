import { type ComponentType, lazy } from "react";
import { AskView } from "../ask/index.ts";
import type { IconName } from "../pieces/index.ts";

export interface View {
  /** Below it lie the addresses of single things: `/answers/ID`. */
  readonly path: string;
  readonly title: string;
  /** After `g`. */
  readonly key: string;
  /** Absent: among the views; otherwise at the foot of the rail, with this icon. */
  readonly footIcon?: IconName;
  readonly View: ComponentType;
}

const SearchView = lazy(async () => ({ default: (await import("../search/index.ts")).SearchView }));
const LibraryView = lazy(async () => ({ default: (await import("../library/index.ts")).LibraryView }));
const MapView = lazy(async () => ({ default: (await import("../map/index.ts")).MapView }));
const AnswersView = lazy(async () => ({ default: (await import("../answers/index.ts")).AnswersView }));
const SettingsView = lazy(async () => ({ default: (await import("../settings/index.ts")).SettingsView }));

/** Each view but Ask is loaded when it is first opened; the server knows their paths, too (`page-paths.ts`). */
export const views: readonly View[] = [
  { path: "/", title: "Ask", key: "a", View: AskView },
  { path: "/search", title: "Search", key: "s", View: SearchView },
  { path: "/library", title: "Library", key: "l", View: LibraryView },
  { path: "/map", title: "Map", key: "m", View: MapView },
  { path: "/answers", title: "Answers", key: "n", View: AnswersView },
  { path: "/settings", title: "Settings", key: "e", footIcon: "gear", View: SettingsView },
];

export function viewAt(path: string): View | undefined {
  return views.find((view) => view.path === path || (view.path !== "/" && path.startsWith(`${view.path}/`)));
}
