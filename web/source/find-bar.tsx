import type { KeyboardEvent } from "react";
import { Field, IconButton } from "../pieces/index.ts";
import type { Finding } from "./use-find.ts";

/** Searches the document: Enter goes to the next match, Shift+Enter to the previous one, Escape ends the search. */
export function FindBar({ finding }: { readonly finding: Finding }) {
  const { query, found, at, look, step } = finding;
  const isAsked = query.trim() !== "";
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && query !== "") look("");
    else return;
    event.preventDefault();
  };
  return (
    <search className="find-in">
      <Field
        label="Find in the document"
        icon="search"
        data-main-field=""
        value={query}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="of" role="status">
        {isAsked ? sayPlace(found.length, at) : ""}
      </span>
      {isAsked && found.length > 1 ? (
        <>
          <IconButton icon="previous" label="Previous place" onClick={() => step(-1)} />
          <IconButton icon="next" label="Next place" onClick={() => step(1)} />
        </>
      ) : null}
    </search>
  );
}

const sayPlace = (count: number, at: number): string =>
  count === 0 ? "Not found" : `${(at + 1).toLocaleString("en")} of ${count.toLocaleString("en")}`;
