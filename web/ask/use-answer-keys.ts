import { useEffect } from "react";
import { isTyped } from "../current/index.ts";
import { type Asking, isRunning } from "./asking.ts";
import { stopAsking } from "./desk.ts";

interface AnswerKeys {
  readonly asking: Asking;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly step: (by: number) => void;
}

/** Handles the keys of an answer: Escape closes the source, then stops the answer; `[` and `]` go through the citations; `c` copies. */
export function useAnswerKeys({ asking, isOpen, close, step }: AnswerKeys): void {
  const isStoppable = isRunning(asking);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      if (event.key === "Escape" && isOpen) leaveSource(close);
      else if (event.key === "Escape" && isStoppable) stopAsking();
      else if (event.key === "[" && !isTyped(event)) step(-1);
      else if (event.key === "]" && !isTyped(event)) step(1);
      else if (event.key === "c" && !isTyped(event)) document.querySelector<HTMLElement>("[data-copy]")?.click();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isOpen, isStoppable, close, step]);
}

/** Returns the focus to the chip that opened the source. */
function leaveSource(close: () => void): void {
  const chip = document.querySelector<HTMLElement>('.cite[aria-expanded="true"]');
  close();
  chip?.focus();
}
