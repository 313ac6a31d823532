import { Link, useAddress } from "../current/index.ts";
import { Button, EmptyState, Trouble } from "../pieces/index.ts";
import { AnswerDetail } from "./answer-detail.tsx";
import { AnswerList } from "./answer-list.tsx";
import { useAnswers } from "./use-answers.ts";
import "./answers.css";

export function AnswersView() {
  const id = useAddress().pathname.split("/")[2];
  const { data, error, refetch } = useAnswers();
  if (error !== null)
    return (
      <div className="view one">
        <div className="one-in">
          <Trouble title="The saved answers could not be listed" error={error}>
            <Button onClick={() => void refetch()}>Try again</Button>
          </Trouble>
        </div>
      </div>
    );
  if (data === undefined) return <p className="loading">Loading the saved answers…</p>;
  if (data.answers.length === 0)
    return (
      <div className="view one">
        <EmptyState
          title="No saved answers yet"
          lede="Save an answer together with its evidence. Later you can see here whether the documents still support it, and download its proof."
        >
          <Link className="button primary" to="/">
            Ask a question
          </Link>
        </EmptyState>
      </div>
    );
  const known = id === undefined ? undefined : decodeURIComponent(id);
  return (
    <div className="view two answers" data-open={known !== undefined}>
      <h1 className="sr">Saved answers</h1>
      <div className="say">
        <AnswerList answers={data.answers} chosen={known} />
      </div>
      {known === undefined ? (
        <aside className="evidence none-chosen">
          <p className="quiet">Choose an answer to see what it says, and whether it still holds.</p>
        </aside>
      ) : (
        <AnswerDetail key={known} id={known} />
      )}
    </div>
  );
}
