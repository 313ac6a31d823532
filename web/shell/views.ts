import { type ComponentType, lazy } from "react";
import { isReached, toProblem } from "../api/index.ts";
import { AskView } from "../ask/index.ts";
import type { IconName } from "../pieces/index.ts";

export interface View {
  /** Path of the view; addresses of single items lie below it: `/answers/ID`. */
  readonly path: string;
  readonly title: string;
  /** Letter that opens the view after `g`. */
  readonly key: string;
  /** Icon of a view at the foot of the rail; absent for one in the main list. */
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

/** Loads the other views in advance, so that they open at once, even if the server is down. */
export async function loadAhead(): Promise<void> {
  // A failure is shown only when the user opens the view.
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
