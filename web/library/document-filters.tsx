import { type FormEvent, useState } from "react";
import { Button, Field, Icon } from "../pieces/index.ts";
import { hasWarnings } from "./describe-receipt.ts";
import type { LoadedDocuments } from "./use-documents.ts";

export interface ListChoice {
  readonly text: string;
  /** In the filter language; empty: all. */
  readonly where: string;
  readonly onlyWarnings: boolean;
}

interface DocumentFiltersProps {
  readonly choice: ListChoice;
  readonly loaded: LoadedDocuments;
  readonly onChoose: (choice: ListChoice) => void;
}

export function DocumentFilters({ choice, loaded, onChoose }: DocumentFiltersProps) {
  const { documents, total } = loaded;
  const [isAsking, setIsAsking] = useState(false);
  const warned = documents.filter(hasWarnings).length;
  const isPartial = documents.length < total && loaded.error === null;
  return (
    <fieldset className="filters" aria-label="Filters">
      <button
        type="button"
        className="filter"
        aria-pressed={!choice.onlyWarnings}
        onClick={() => onChoose({ ...choice, onlyWarnings: false })}
      >
        All {total.toLocaleString("en")}
      </button>
      <button
        type="button"
        className="filter"
        aria-pressed={choice.onlyWarnings}
        onClick={() => onChoose({ ...choice, onlyWarnings: true })}
      >
        With warnings {warned.toLocaleString("en")}
      </button>
      <Condition
        where={choice.where}
        isAsking={isAsking}
        onAsk={setIsAsking}
        onRemove={() => onChoose({ ...choice, where: "" })}
      />
      {isPartial ? (
        <span className="quiet" role="status">
          Loading the list: {documents.length.toLocaleString("en")} of {total.toLocaleString("en")}
        </span>
      ) : null}
      <Field
        label="Find a document"
        icon="search"
        type="search"
        data-main-field=""
        value={choice.text}
        onChange={(event) => onChoose({ ...choice, text: event.currentTarget.value })}
      />
      {isAsking && choice.where === "" ? (
        <ConditionForm
          onChoose={(where) => {
            setIsAsking(false);
            onChoose({ ...choice, where });
          }}
        />
      ) : null}
    </fieldset>
  );
}

function ConditionForm({ onChoose }: { readonly onChoose: (where: string) => void }) {
  const [where, setWhere] = useState("");
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    if (where.trim() !== "") onChoose(where.trim());
  };
  return (
    <form className="condition" onSubmit={choose}>
      <Field
        label={'A condition, such as year >= 2024 and mediaType = "application/pdf"'}
        value={where}
        autoFocus
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      <Button type="submit">Apply</Button>
    </form>
  );
}

interface ConditionProps {
  readonly where: string;
  readonly isAsking: boolean;
  readonly onAsk: (isAsking: boolean) => void;
  readonly onRemove: () => void;
}

/** The condition that holds, to be taken away; or the way to one. */
function Condition({ where, isAsking, onAsk, onRemove }: ConditionProps) {
  if (where === "")
    return (
      <button type="button" className="filter" aria-expanded={isAsking} onClick={() => onAsk(!isAsking)}>
        Add a condition
      </button>
    );
  return (
    <button
      type="button"
      className="filter"
      aria-pressed="true"
      aria-label={`Remove the condition ${where}`}
      onClick={onRemove}
    >
      {where}
      <Icon name="close" />
    </button>
  );
}
