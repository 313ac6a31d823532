import { useEffect } from "react";
import { goTo, isTyped } from "../current/index.ts";
import { focusNextPart } from "./focus-parts.ts";
import { views } from "./views.ts";

/** Time after `g` in which the next letter names a view. */
const CHORD_MS = 1_500;

/**
 * Handles the keys of all views: `/` focuses the view's main field, `g` and a letter open a view, `?` opens the
 * help, F6 goes to the next part.
 */
export function useKeys(onHelp: () => void): void {
  useEffect(() => {
    const onKey = createKeyListener(onHelp);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onHelp]);
}

function createKeyListener(onHelp: () => void): (event: KeyboardEvent) => void {
  const isAfterG = createChord();
  const signs = new Map([
    ["/", focusMainField],
    ["?", onHelp],
  ]);
  const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
    const view = isAfterG(event) ? views.find(({ key }) => key === event.key) : undefined;
    return view === undefined ? signs.get(event.key) : () => goTo(view.path);
  };
  return (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
    if (event.key === "F6") {
      event.preventDefault();
      focusNextPart(event.shiftKey ? -1 : 1);
    }
    const act = isTyped(event) ? undefined : actionOf(event);
    if (act === undefined) return;
    act();
    event.preventDefault();
  };
}

/** Creates a function that receives each key in turn, and returns whether it follows `g` soon enough to name a view. */
function createChord(): (event: KeyboardEvent) => boolean {
  let until = 0;
  return ({ key, timeStamp }) => {
    const isChord = timeStamp < until;
    until = !isChord && key === "g" ? timeStamp + CHORD_MS : 0;
    return isChord;
  };
}

function focusMainField(): void {
  const field = document.querySelector("[data-main-field]");
  if (field instanceof HTMLElement) field.focus();
  else goTo("/");
}
