import { type ReactNode, useState } from "react";
import { areKeysOn, switchKeys } from "./letter-keys.ts";

/** Switch for single-letter shortcuts, stored in this browser. */
export function LetterKeys({ children }: { readonly children: ReactNode }) {
  const [isOn, setIsOn] = useState(areKeysOn);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => {
          switchKeys(currentTarget.checked);
          setIsOn(currentTarget.checked);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
