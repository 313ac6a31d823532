import { ProblemError } from "../api/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import type { Asking } from "./asking.ts";
import { useAsk } from "./use-ask.ts";

/** Codes of language model failures, after which the documents can still be quoted. */
const ofModels: ReadonlySet<string> = new Set(["generation-failed", "model-unavailable", "call-timeout"]);

/** Says that the answer failed or was stopped, and offers to ask again. */
export function Failure({ asking }: { readonly asking: Asking }) {
  const ask = useAsk();
  const goingOn = asking.conversation === "" ? {} : { conversation: asking.conversation };
  const again = (
    <Button kind="primary" onClick={() => ask(asking.question, goingOn)}>
      Ask again
    </Button>
  );
  const kept =
    asking.passages.length > 0 ? "Your question and the passages found for it are kept." : "Your question is kept.";
  if (asking.error !== undefined)
    return (
      <Trouble title="There is no answer yet" error={asking.error} kept={kept}>
        {again}
        {asking.error instanceof ProblemError && ofModels.has(asking.error.code) ? (
          <Button onClick={() => ask(asking.question, { ...goingOn, quotesOnly: true })}>
            Answer with quotes only
          </Button>
        ) : null}
      </Trouble>
    );
  return (
    <div className="stopped">
      <p>Stopped. {kept}</p>
      {again}
    </div>
  );
}
