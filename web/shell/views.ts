import { type ComponentType, lazy } from "react";
import { isReached, toProblem } from "../api/index.ts";
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

const loadSearch = later(async () => (await import("../search/index.ts")).SearchView);
const loadLibrary = later(async () => (await import("../library/index.ts")).LibraryView);
const loadMap = later(async () => (await import("../map/index.ts")).MapView);
const loadAnswers = later(async () => (await import("../answers/index.ts")).AnswersView);
const loadSettings = later(async () => (await import("../settings/index.ts")).SettingsView);

/** Each view but Ask is loaded when it is first opened; the server knows their paths, too (`page-paths.ts`). */
export const views: readonly View[] = [
  { path: "/", title: "Ask", key: "a", View: AskView },
  { path: "/search", title: "Search", key: "s", View: lazy(loadSearch) },
  { path: "/library", title: "Library", key: "l", View: lazy(loadLibrary) },
  { path: "/map", title: "Map", key: "m", View: lazy(loadMap) },
  { path: "/answers", title: "Answers", key: "n", View: lazy(loadAnswers) },
  { path: "/settings", title: "Settings", key: "e", footIcon: "gear", View: lazy(loadSettings) },
];

export function viewAt(path: string): View | undefined {
  return views.find((view) => view.path === path || (view.path !== "/" && path.startsWith(`${view.path}/`)));
}

/** Loads the other views while nothing else is done, so that they are there at once, also where the server is not. */
export async function loadAhead(): Promise<void> {
  // Who opens the view is told; until then it does not matter.
  for (const load of [loadSearch, loadLibrary, loadAnswers, loadSettings]) await load().catch(() => undefined);
}

function later(load: () => Promise<ComponentType>): () => Promise<{ readonly default: ComponentType }> {
  return async () => {
    try {
      return { default: await load() };
    } catch (error) {
      isReached.set(false);
      throw toProblem(error);
    }
  };
}
