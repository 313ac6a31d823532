import { useState } from "react";
import { chooseTheme, chosenTheme, LetterKeys, type Theme } from "../current/index.ts";

const themes: readonly (readonly [Theme | undefined, string])[] = [
  [undefined, "Match system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** Settings stored in this browser only. */
export function ThisPage() {
  const [theme, setTheme] = useState(chosenTheme);
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
      <LetterKeys>
        Single-key shortcuts, such as <kbd>/</kbd> and <kbd>?</kbd>
      </LetterKeys>
      <p className="quiet">Both settings are stored in this browser.</p>
    </section>
  );
}
