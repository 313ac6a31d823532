import type { ReactNode } from "react";

interface ShowAsProps<View extends string> {
  /** Available views in order, with their labels. */
  readonly of: Readonly<Partial<Record<View, ReactNode>>>;
  readonly shown: View;
  onChoose(view: View): void;
}

/** Switch between the views of a document. */
export function ShowAs<View extends string>({ of, shown, onChoose }: ShowAsProps<View>) {
  return (
    <fieldset className="segment" aria-label="Show as">
      {keysOf(of).map((view) => (
        <button key={view} type="button" aria-pressed={view === shown} onClick={() => onChoose(view)}>
          {of[view]}
        </button>
      ))}
    </fieldset>
  );
}

function keysOf<Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
