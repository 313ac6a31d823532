import { LetterKeys } from "../current/index.ts";
import { Sheet } from "../pieces/index.ts";
import { views } from "./views.ts";

const keys: readonly (readonly [readonly string[], string])[] = [
  [["/"], "Go to the question or search field"],
  [["Enter"], "Ask; Shift Enter starts a new line"],
  [["↑", "↓"], "Next or previous sentence, hit or row"],
  [["Home", "End"], "First or last row"],
  [["o"], "Open the document of a row; press again to enter it"],
  [["Delete"], "Delete a document; Ctrl Z undoes it"],
  [["←", "→"], "Next or previous citation of a sentence"],
  [["Enter"], "Open the citation; press again to enter the source"],
  [["[", "]"], "Previous or next citation"],
  [["F6"], "Next part of the view: answer, source, question"],
  [["Esc"], "Hide the quote, close the source, stop the answer"],
  [["c"], "Copy the answer with citations"],
  [["?"], "This help"],
];

export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="Keyboard" onClose={onClose}>
      <dl className="keys">
        {[...keys, ...views.map(({ key, title }): [readonly string[], string] => [["g", key], title])].map(
          ([names, what]) => (
            <div key={what}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ),
        )}
      </dl>
      <LetterKeys>Single-letter shortcuts, outside of text fields</LetterKeys>
    </Sheet>
  );
}
