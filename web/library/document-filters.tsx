import { useState } from "react";
import { Choice, ConditionChip, ConditionForm, Field } from "../pieces/index.ts";
import type { ListChoice, LoadedDocuments } from "./use-documents.ts";

const orders = {
  uri: "By path",
  title: "By title",
  "-addedAt": "Newest first",
  "-chunks": "Longest first",
  mediaType: "By kind",
} as const;

interface DocumentFiltersProps {
  readonly choice: ListChoice;
  readonly loaded: LoadedDocuments;
  readonly onChoose: (choice: ListChoice) => void;
  /** True if the key `/` focuses this field. */
  readonly isMain: boolean;
}

export function DocumentFilters({ choice, loaded, onChoose, isMain }: DocumentFiltersProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { where, onlyWarnings } = choice;
  return (
    <fieldset className="filters sticky" aria-label="Filters">
      <button
        type="button"
        className="filter"
        aria-pressed={!onlyWarnings}
        onClick={() => onChoose({ ...choice, onlyWarnings: false })}
      >
        All{onlyWarnings ? "" : ` ${loaded.total.toLocaleString("en")}`}
      </button>
      <button
        type="button"
        className="filter"
        aria-pressed={onlyWarnings}
        onClick={() => onChoose({ ...choice, onlyWarnings: true })}
      >
        With warnings {loaded.totalWithWarnings.toLocaleString("en")}
      </button>
      {where === "" ? (
        <button type="button" className="filter" aria-expanded={isAsking} onClick={() => setIsAsking(!isAsking)}>
          Filter
        </button>
      ) : (
        <ConditionChip condition={where} onRemove={() => onChoose({ ...choice, where: "" })} />
      )}
      <span className="find">
        <Choice
          label="Order"
          value={choice.sort}
          onChange={({ currentTarget }) => onChoose({ ...choice, sort: currentTarget.value })}
        >
          {Object.entries(orders).map(([sort, name]) => (
            <option key={sort} value={sort}>
              {name}
            </option>
          ))}
        </Choice>
        <Field
          label="Find a document"
          icon="search"
          type="search"
          data-main-field={isMain ? "" : undefined}
          value={choice.text}
          onChange={(event) => onChoose({ ...choice, text: event.currentTarget.value })}
        />
      </span>
      {isAsking && where === "" ? (
        <ConditionForm
          onAdd={(condition) => {
            setIsAsking(false);
            onChoose({ ...choice, where: condition });
          }}
        />
      ) : null}
    </fieldset>
  );
}
