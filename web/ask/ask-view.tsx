import { useQuery } from "@tanstack/react-query";
import { readSavedAnswer } from "../api/index.ts";
import { useAddress, useCollection } from "../current/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import { readAnswer } from "../reading/index.ts";
import { RUNNING } from "./answer-address.ts";
import { AskedPage } from "./asked-page.tsx";
import type { Asking } from "./asking.ts";
import { useAsking } from "./desk.ts";
import { FirstRun } from "./first-run.tsx";
import { type KeptQuestion, useHistory } from "./history.ts";
import { Home } from "./home.tsx";

/** Shows the form for a new question, the question that is being answered, or the answer that the address names. */
export function AskView() {
  const id = useAddress().searchParams.get("answer");
  const asking = useAsking();
  const kept = useHistory().find(({ answer }) => answer.id === id);
  if (id === null) return <Start />;
  if (asking !== undefined && (id === RUNNING || asking.answer?.id === id)) return <AskedPage asking={asking} />;
  if (kept !== undefined) return <AskedPage key={id} asking={toAsking(kept)} />;
  return id === RUNNING ? <Start /> : <SavedPage key={id} id={id} />;
}

function Start() {
  const { collection, isLoading, error } = useCollection();
  if (error !== null)
    return (
      <div className="say-in">
        <Trouble title="The collections could not be read" error={error}>
          <Button kind="primary" onClick={() => location.reload()}>
            Try again
          </Button>
        </Trouble>
      </div>
    );
  if (isLoading) return <p className="loading">Loading the collections…</p>;
  return collection === undefined || collection.documents === 0 ? <FirstRun /> : <Home collection={collection} />;
}

/** Shows an answer that is saved on the server but not known in this tab. */
function SavedPage({ id }: { readonly id: string }) {
  const { data, error } = useQuery({
    queryKey: ["saved-answer", id],
    queryFn: ({ signal }) => readSavedAnswer(id, signal),
  });
  if (data !== undefined)
    return <AskedPage asking={toAsking({ answer: data.answer, conversation: "", isKept: true })} />;
  if (error === null) return <p className="loading">Loading the answer…</p>;
  return (
    <div className="say-in">
      <Trouble title="This answer is not there" error={error} />
    </div>
  );
}

function toAsking({ answer, conversation, isKept }: KeptQuestion): Asking {
  const { question, collection, passages } = answer;
  return {
    question,
    collection,
    conversation,
    isKept,
    passages,
    answer,
    drafts: [],
    phase: "done",
    ...readAnswer(answer),
  };
}
