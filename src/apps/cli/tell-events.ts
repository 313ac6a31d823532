import type { Listener, LydianEvent } from "../../core/index.ts";
import type { Output } from "./terminal.ts";

const told: readonly LydianEvent["type"][] = ["sentence-drafted", "sentence-checked", "sentence-retracted", "thought"];

/** Writes what is told of an answer in the making, a line of JSON each. */
export function tellEvents(output: Output): Listener {
  return (event) => {
    if (told.includes(event.type)) output.line(JSON.stringify(event));
  };
}
