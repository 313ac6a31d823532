import type { ReplayReport } from "../../src/core/index.ts";
import { Button, Icon, type IconName, Trouble } from "../pieces/index.ts";
import { useReplay } from "./use-answers.ts";

type Outcome = ReplayReport["sentences"][number]["outcome"];

const outcomes: Readonly<Record<Outcome, { readonly icon: IconName; readonly words: string }>> = {
  same: { icon: "supported", words: "As before" },
  "other-evidence": { icon: "unmeasured", words: "As before, but with other quotes" },
  "only-now": { icon: "add", words: "New" },
  "only-before": { icon: "close", words: "No longer in the answer" },
};

/** Shows the new answer beside the saved one, sentence by sentence. */
export function ThenAndNow({ id }: { readonly id: string }) {
  const { data, error, isPending, mutate } = useReplay(id);
  return (
    <section className="then-and-now" aria-labelledby="now-h">
      <h3 id="now-h">Ask again today</h3>
      <p className="quiet">Asks the question again and compares the answers. The new answer is not saved.</p>
      <Button disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Asking again…" : "Ask again"}
      </Button>
      {error === null ? null : (
        <Trouble title="The question could not be asked again" error={error} kept="The saved answer is unchanged." />
      )}
      <div role="status">{data === undefined || isPending ? null : <p className="prose">{sumUp(data)}</p>}</div>
      {data === undefined ? null : (
        <>
          <ol className="changes">
            {data.sentences.map(({ text, outcome }) => (
              <li key={`${outcome} ${text}`} data-outcome={outcome}>
                <Icon name={outcomes[outcome].icon} />
                <span>
                  <span className="text">{outcome === "only-before" ? <del>{text}</del> : text}</span>
                  <span className="quiet">{outcomes[outcome].words}</span>
                </span>
              </li>
            ))}
          </ol>
          <ChangedSettings settings={data.changedSettings} />
        </>
      )}
    </section>
  );
}

export function sumUp({ isSame, statusBefore, answer }: Pick<ReplayReport, "isSame" | "statusBefore" | "answer">) {
  if (isSame) return "The answer and its quotes are the same.";
  if (answer.status === "abstained") return "The documents no longer answer the question.";
  if (statusBefore === "abstained") return "The documents now answer the question.";
  return "The answer differs.";
}

function ChangedSettings({ settings }: { readonly settings: ReplayReport["changedSettings"] }) {
  if (settings.length === 0) return null;
  return (
    <div className="changed-settings">
      <p className="quiet">Settings that have changed since:</p>
      <ul>
        {settings.map(({ name, before = "nothing", now = "nothing" }) => (
          <li key={name}>
            <code>{name}</code> {before} → {now}
          </li>
        ))}
      </ul>
    </div>
  );
}
