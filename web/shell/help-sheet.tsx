import { LetterKeys } from "../current/index.ts";
import { Sheet } from "../pieces/index.ts";
import { views } from "./views.ts";

const keys: readonly (readonly [readonly string[], string])[] = [
  [["/"], "Question or search"],
  [["Enter"], "Ask; Shift Enter starts a new line"],
  [["↑", "↓"], "Sentence, hit or row"],
  [["Home", "End"], "The first, the last"],
  [["o"], "Read the document of a row; again: into it"],
  [["Delete"], "Delete a document; Ctrl Z takes it back"],
  [["←", "→"], "Citation within a sentence"],
  [["Enter"], "Open the citation; again: into the source"],
  [["[", "]"], "Previous, next citation"],
  [["F6"], "Answer, source, question"],
  [["Esc"], "Hide the quote, then the source, then stop"],
  [["c"], "Copy with citations"],
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
      <LetterKeys>Keys of single letters, outside fields</LetterKeys>
    </Sheet>
  );
}
