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

/** Escape closes the source, then stops; `[` and `]` go through the citations; `c` copies; F6 goes round: answer, source, question. */
export function useAnswerKeys({ asking, isOpen, close, step }: AnswerKeys): void {
  const isStoppable = isRunning(asking);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      if (event.key === "Escape" && isOpen) leaveSource(close);
      else if (event.key === "Escape" && isStoppable) stopAsking();
      else if (event.key === "F6") focusNextPart(event.shiftKey ? -1 : 1);
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

/** The focus goes back to the chip that opened the source. */
function leaveSource(close: () => void): void {
  const chip = document.querySelector<HTMLElement>('.cite[aria-expanded="true"]');
  close();
  chip?.focus();
}

function focusNextPart(by: number): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  const answer = find(".claims .cite[tabindex='0']") ?? find(".question");
  const parts = [answer, find("[data-source]"), find(".follow textarea")].filter((part) => part !== null);
  const areas = [".say-in", ".viewer", ".follow"].map((selector) => document.querySelector(selector));
  const at = areas.filter((area) => area !== null).findIndex((area) => area.contains(document.activeElement));
  parts[(at + by + parts.length) % parts.length]?.focus();
}
