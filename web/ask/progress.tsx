import { Icon } from "../pieces/index.ts";
import { type Asking, isRunning } from "./asking.ts";

/** Shows the three steps of an answer while it is being written. */
export function Progress({ asking }: { readonly asking: Asking }) {
  if (!isRunning(asking)) return null;
  const { passages, phase, sentences } = asking;
  const checked = sentences.filter(({ verdict }) => verdict !== undefined).length;
  return (
    <ol className="stages" aria-label="Progress">
      {phase === "searching" ? (
        <Now>{asking.ahead === undefined ? "Searching" : describeWait(asking.ahead)}</Now>
      ) : (
        <>
          <Done>Searched</Done>
          <Done>{passages.length === 1 ? "1 passage read" : `${passages.length} passages read`}</Done>
          <Now>{checked === 0 ? "Writing and checking" : `Checking sentence ${checked + 1}`}</Now>
        </>
      )}
    </ol>
  );
}

function describeWait(ahead: number): string {
  if (ahead === 0) return "Waiting: this question is next";
  return ahead === 1 ? "Waiting: 1 question is ahead" : `Waiting: ${ahead} questions are ahead`;
}

function Done({ children }: { readonly children: string }) {
  return (
    <li>
      <Icon name="supported" />
      {children}
    </li>
  );
}

function Now({ children }: { readonly children: string }) {
  return (
    <li className="now">
      <span className="turning" aria-hidden="true" />
      {children}
    </li>
  );
}
