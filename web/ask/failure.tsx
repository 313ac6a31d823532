import { Button, Trouble } from "../pieces/index.ts";
import type { Asking } from "./asking.ts";
import { useAsk } from "./use-ask.ts";

/** The answer did not come to its end. */
export function Failure({ asking }: { readonly asking: Asking }) {
  const ask = useAsk();
  const again = (
    <Button kind="primary" onClick={() => ask(asking.question, asking.session)}>
      Ask again
    </Button>
  );
  const kept =
    asking.passages.length > 0 ? "Your question and the passages found for it are kept." : "Your question is kept.";
  if (asking.error !== undefined)
    return (
      <Trouble title="There is no answer yet" error={asking.error} kept={kept}>
        {again}
      </Trouble>
    );
  return (
    <div className="stopped">
      <p>Stopped. {kept}</p>
      {again}
    </div>
  );
}
