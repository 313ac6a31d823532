import { Button, Icon, sizeOf, WithCode } from "../pieces/index.ts";
import { describeJob } from "./describe-job.ts";
import { isOver } from "./follow-job.ts";
import { cancel, dismiss, type Work, work } from "./work.ts";

/** Shows running and finished uploads. */
export function AddingWork({ collection }: { readonly collection: string }) {
  const all = work.use().filter((one) => one.collection === collection);
  if (all.length === 0) return null;
  return (
    <>
      <ul className="jobs" aria-label="Being added">
        {all.map((item) => (
          <WorkRow key={item.id} item={item} />
        ))}
      </ul>
      <p className="sr" role="status">
        {all.map((item) => sayState(item)).join(" ")}
      </p>
    </>
  );
}

function WorkRow({ item }: { readonly item: Work }) {
  const { words, done, total, isTrouble, ended } = describeWork(item);
  return (
    <li>
      <span className="name" title={item.name}>
        {item.name}
      </span>
      <span className="state">
        {done === undefined || total === undefined ? null : (
          <progress max={total} value={done} aria-label={`Progress of ${item.name}`} />
        )}
        {isTrouble ? <Icon name="warn" /> : null}
        <span>
          <WithCode text={words} />
        </span>
      </span>
      <span className="do">
        {ended ? (
          <Button kind="plain" onClick={() => dismiss(item.id)} aria-label={`Dismiss ${item.name}`}>
            Dismiss
          </Button>
        ) : (
          <Button kind="plain" onClick={() => void cancel(item)} aria-label={`Cancel ${item.name}`}>
            Cancel
          </Button>
        )}
      </span>
      <Failures item={item} />
    </li>
  );
}

/** Lists the files that were not added, and why. */
function Failures({ item: { job } }: { readonly item: Work }) {
  const failed = job?.outcomes.filter(({ outcome }) => outcome === "failed") ?? [];
  if (job === undefined || failed.length === 0 || job.outcomes.length === 1) return null;
  return (
    <ul className="failures">
      {failed.map(({ uri, message, hint }) => (
        <li key={uri}>
          <b>{uri.replace(/^upload:\/\/\//, "")}</b> {message} {hint}
        </li>
      ))}
    </ul>
  );
}

function describeWork({ sent, job, problem }: Work) {
  if (problem !== undefined)
    return { words: `Not added. ${problem.message} ${problem.hint ?? ""}`.trim(), isTrouble: true, ended: true };
  if (job !== undefined) {
    const { isTrouble, ...state } = describeJob(job);
    return { ...state, isTrouble, ended: isOver(job) };
  }
  if (sent === undefined) return { words: "Requesting", isTrouble: false, ended: false };
  const { bytes, total } = sent;
  const words =
    bytes >= total && total > 0 ? "Sent, waiting for the server" : `Uploading, ${sizeOf(bytes)} of ${sizeOf(total)}`;
  return { words, done: bytes, total, isTrouble: false, ended: false };
}

/** Returns the text for screen readers: only finished work, since running numbers would be read without end. */
function sayState(item: Work): string {
  const { words, ended } = describeWork(item);
  return ended ? `${item.name}: ${words}` : "";
}
