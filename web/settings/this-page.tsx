import { useState } from "react";
import { areKeysOn, chooseTheme, chosenTheme, switchKeys, type Theme } from "../current/index.ts";

const themes: readonly (readonly [Theme | undefined, string])[] = [
  [undefined, "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** What is kept in this browser alone. */
export function ThisPage() {
  const [theme, setTheme] = useState(chosenTheme);
  const [isOn, setIsOn] = useState(areKeysOn);
  return (
    <section aria-labelledby="page-h">
      <h2 id="page-h">This page</h2>
      <fieldset className="choices">
        <legend>Light or dark</legend>
        {themes.map(([value, name]) => (
          <label key={name}>
            <input
              type="radio"
              name="theme"
              checked={theme === value}
              onChange={() => {
                chooseTheme(value);
                setTheme(value);
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <label className="choice">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            switchKeys(event.currentTarget.checked);
            setIsOn(event.currentTarget.checked);
          }}
        />
        Single letters are keys, such as <kbd>/</kbd> and <kbd>?</kbd>
      </label>
      <p className="quiet">Both are kept in this browser.</p>
    </section>
  );
}
