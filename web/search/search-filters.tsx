import { type FormEvent, useState } from "react";
import { goTo } from "../current/index.ts";
import { Button, Field, Icon } from "../pieces/index.ts";
import { addressOf, modeNames, modes, type Search } from "./search-address.ts";

/** How is searched, and in which documents. */
export function SearchFilters({ search }: { readonly search: Search }) {
  const [isAdding, setIsAdding] = useState(false);
  const { conditions } = search;
  return (
    <>
      <fieldset className="filters" aria-label="Filters">
        <fieldset className="segment" aria-label="Search by">
          {modes.map((mode) => (
            <button
              key={mode}
              type="button"
              aria-pressed={mode === search.mode}
              onClick={() => goTo(addressOf({ ...search, mode }))}
            >
              {modeNames[mode]}
            </button>
          ))}
        </fieldset>
        {conditions.map((condition) => (
          <button
            key={condition}
            type="button"
            className="filter"
            aria-pressed="true"
            aria-label={`Remove the filter ${condition}`}
            onClick={() => goTo(addressOf({ ...search, conditions: conditions.filter((one) => one !== condition) }))}
          >
            {condition}
            <Icon name="close" />
          </button>
        ))}
        <button type="button" className="filter" aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>
          Add a filter
        </button>
      </fieldset>
      {isAdding ? (
        <FilterForm
          onAdd={(condition) => {
            setIsAdding(false);
            goTo(addressOf({ ...search, conditions: [...new Set([...conditions, condition])] }));
          }}
        />
      ) : null}
    </>
  );
}

const examples = ['mediaType = "application/pdf"', 'addedAt >= "2026-01-01"', "year >= 2024", 'title contains "price"'];

function FilterForm({ onAdd }: { readonly onAdd: (condition: string) => void }) {
  const [condition, setCondition] = useState("");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (condition.trim() !== "") onAdd(condition.trim());
  };
  return (
    <form className="condition" onSubmit={add}>
      <Field
        label={`A condition, such as ${examples[0]}`}
        list="filter-examples"
        value={condition}
        autoFocus
        onChange={(event) => setCondition(event.currentTarget.value)}
      />
      <datalist id="filter-examples">
        {examples.map((example) => (
          <option key={example} value={example} />
        ))}
      </datalist>
      <Button type="submit">Add</Button>
    </form>
  );
}
