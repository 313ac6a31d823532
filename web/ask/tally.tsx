import { Icon, type Verdict, verdictWords } from "../pieces/index.ts";
import { type Asking, isRunning } from "./asking.ts";
import { reasonOf } from "./reasons.ts";

const order: readonly Verdict[] = ["supported", "contradicted", "not-enough-evidence", "unmeasured"];

function countVerdicts({ sentences }: Asking): readonly { readonly verdict: Verdict; readonly count: number }[] {
  return order
    .map((verdict) => ({ verdict, count: sentences.filter((sentence) => sentence.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
}

/** Counts the sentences by verdict, as a legend of the marks beside them. */
export function Tally({ asking }: { readonly asking: Asking }) {
  const { answer } = asking;
  if (answer?.status !== "grounded") return null;
  return (
    <p className="tally">
      {countVerdicts(asking).map(({ verdict, count }, at) => (
        <span key={verdict} data-v={verdict}>
          <Icon name={verdict} />
          <span>
            {count} {at === 0 ? <span className="long">{count === 1 ? "sentence " : "sentences "}</span> : null}
            {verdictWords[verdict].toLowerCase()}
          </span>
        </span>
      ))}
      <span className="end">Confidence {answer.confidence.toFixed(2)}</span>
    </p>
  );
}

/** Announces the verdict of each sentence to screen readers, and the number of each verdict at the end. */
export function Announcer({ asking }: { readonly asking: Asking }) {
  return (
    <p className="sr" aria-live="polite">
      {announce(asking)}
    </p>
  );
}

function announce(asking: Asking): string {
  const { answer, phase, sentences } = asking;
  if (answer?.status === "abstained") return `${reasonOf(answer).title}.`;
  if (answer !== undefined)
    return countVerdicts(asking)
      .map(({ verdict, count }) => `${count} ${verdictWords[verdict].toLowerCase()}`)
      .join(", ");
  if (!isRunning(asking)) return phase === "stopped" ? "Stopped." : "";
  const judged = sentences.filter(({ verdict }) => verdict !== undefined);
  const verdict = judged.at(-1)?.verdict;
  return verdict === undefined ? "Searching." : `Sentence ${judged.length}: ${verdictWords[verdict].toLowerCase()}.`;
}
