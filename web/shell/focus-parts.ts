/**
 * Parts of a view, in the order in which F6 visits them: the answer or list, the source or explanation, and the field.
 * In each part, the first visible entry gets the focus.
 */
const parts: readonly { readonly area: string; readonly entries: readonly string[] }[] = [
  {
    area: ".say-in, .say, .one, main",
    entries: [
      ".claims .cite[tabindex='0']",
      ":is(.hit-row, .answer-row, .doc-row):is([aria-current], [aria-expanded='true'])",
      ":is(.hit-row, .answer-row, .doc-row)",
      ".question[tabindex]",
    ],
  },
  { area: ".evidence", entries: ["[data-source]", ".evidence [tabindex='0']"] },
  { area: ".follow, :is(form, search):has([data-main-field])", entries: ["[data-main-field]"] },
];

/** @param by  1 forwards, -1 backwards */
export function focusNextPart(by: 1 | -1): void {
  const found = parts.flatMap(({ area, entries }) => {
    const entry = entries
      .map((selector) => document.querySelector<HTMLElement>(selector))
      // A part may be hidden behind another one, such as a list behind a document on a phone.
      .find((one) => one?.checkVisibility() === true);
    return entry === null || entry === undefined ? [] : [{ area, entry }];
  });
  // The field lies within the answer, so the last area that contains the focus counts.
  const at = found.findLastIndex(({ area }) => document.activeElement?.closest(area) !== null);
  const from = at === -1 && by === -1 ? 0 : at;
  found[(from + by + found.length) % found.length]?.entry.focus();
}
