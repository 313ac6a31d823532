import { useEffect } from "react";
import { goTo, isTyped } from "../current/index.ts";
import { focusNextPart } from "./focus-parts.ts";
import { views } from "./views.ts";

/** Time after `g` in which the next letter names a view. */
const CHORD_MS = 1_500;

/** Handles the keys of all views: `/` focuses the view's main field, `g` and a letter open a view, `?` opens the help, F6 goes to the next part. */
export function useKeys(onHelp: () => void): void {
  useEffect(() => {
    let chordUntil = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      if (event.key === "F6") {
        event.preventDefault();
        focusNextPart(event.shiftKey ? -1 : 1);
      }
      if (isTyped(event)) return;
      const isChord = event.timeStamp < chordUntil;
      chordUntil = !isChord && event.key === "g" ? event.timeStamp + CHORD_MS : 0;
      const view = isChord ? views.find(({ key }) => key === event.key) : undefined;
      if (view !== undefined) goTo(view.path);
      else if (event.key === "/") focusMainField();
      else if (event.key === "?") onHelp();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onHelp]);
}

function focusMainField(): void {
  const field = document.querySelector("[data-main-field]");
  if (field instanceof HTMLElement) field.focus();
  else goTo("/");
}
