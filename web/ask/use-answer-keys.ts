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

/**
 * Handles the keys of an answer: Escape closes the source, then stops the answer; `[` and `]` go
 * through the citations; `c` copies.
 */
export function useAnswerKeys({ asking, isOpen, close, step }: AnswerKeys): void {
  const isStoppable = isRunning(asking);
  useEffect(() => {
    const leave = isOpen ? () => leaveSource(close) : isStoppable ? stopAsking : undefined;
    const letters = new Map([
      ["[", () => step(-1)],
      ["]", () => step(1)],
      ["c", copyAnswer],
    ]);
    const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
      if (event.key === "Escape") return leave;
      return isTyped(event) ? undefined : letters.get(event.key);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const act = actionOf(event);
      if (act === undefined) return;
      act();
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isOpen, isStoppable, close, step]);
}

function copyAnswer(): void {
  document.querySelector<HTMLElement>("[data-copy]")?.click();
}

/** Returns the focus to the chip that opened the source. */
function leaveSource(close: () => void): void {
  const chip = document.querySelector<HTMLElement>('.cite[aria-expanded="true"]');
  close();
  chip?.focus();
}
