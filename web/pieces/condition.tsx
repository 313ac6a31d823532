import { type FormEvent, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** Shows an active filter; a click removes it. */
export function ConditionChip({ condition, onRemove }: { readonly condition: string; readonly onRemove: () => void }) {
  return (
    <button
      type="button"
      className="filter"
      aria-pressed="true"
      aria-label={`Remove the filter ${condition}`}
      onClick={onRemove}
    >
      <span className="condition-words">{condition}</span>
      <Icon name="close" />
    </button>
  );
}

const examples = ['mediaType = "application/pdf"', 'addedAt >= "2026-01-01"', "year >= 2024", 'title contains "price"'];

/** Form that adds a condition in the filter language. */
export function ConditionForm({ onAdd }: { readonly onAdd: (condition: string) => void }) {
  const list = useId();
  const [condition, setCondition] = useState("");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (condition.trim() !== "") onAdd(condition.trim());
  };
  return (
    <form className="condition" onSubmit={add}>
      <Field
        label={`A condition, such as ${examples[0]}`}
        list={list}
        value={condition}
        autoFocus
        onChange={(event) => setCondition(event.currentTarget.value)}
      />
      <datalist id={list}>
        {examples.map((example) => (
          <option key={example} value={example} />
        ))}
      </datalist>
      <Button type="submit">Add</Button>
    </form>
  );
}
