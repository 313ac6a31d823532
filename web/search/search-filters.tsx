import { useState } from "react";
import { goTo } from "../current/index.ts";
import { ConditionChip, ConditionForm } from "../pieces/index.ts";
import { addressOf, modeNames, modes, type Search } from "./search-address.ts";

/** Search mode and filters. */
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
          <ConditionChip
            key={condition}
            condition={condition}
            onRemove={() => goTo(addressOf({ ...search, conditions: conditions.filter((one) => one !== condition) }))}
          />
        ))}
        <button type="button" className="filter" aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>
          Add a filter
        </button>
      </fieldset>
      {isAdding ? (
        <ConditionForm
          onAdd={(condition) => {
            setIsAdding(false);
            goTo(addressOf({ ...search, conditions: [...new Set([...conditions, condition])] }));
          }}
        />
      ) : null}
    </>
  );
}
