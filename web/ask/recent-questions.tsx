import { useState } from "react";
import { Link, useAddress } from "../current/index.ts";
import { Icon, IconButton, Mark, Sheet } from "../pieces/index.ts";
import { answerAddress } from "./answer-address.ts";
import { type KeptQuestion, useHistory } from "./history.ts";

const MAX_SHOWN = 8;

/** Lists the questions of this tab, newest first; on narrow screens behind a button. */
export function RecentQuestions() {
  const questions = useHistory();
  if (questions.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent-heading">
      <h2 id="recent-heading">Recent questions</h2>
      <QuestionList questions={questions.slice(0, MAX_SHOWN)} />
    </section>
  );
}

export function RecentButton() {
  const [isOpen, setIsOpen] = useState(false);
  const questions = useHistory();
  if (questions.length === 0) return null;
  return (
    <>
      <IconButton className="only-narrow" icon="clock" label="Recent questions" onClick={() => setIsOpen(true)} />
      {isOpen ? (
        <Sheet title="Recent questions" onClose={() => setIsOpen(false)}>
          <div className="recent-sheet">
            <QuestionList questions={questions} onChosen={() => setIsOpen(false)} />
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

interface QuestionListProps {
  readonly questions: readonly KeptQuestion[];
  readonly onChosen?: () => void;
}

function QuestionList({ questions, onChosen }: QuestionListProps) {
  const shown = useAddress().searchParams.get("answer");
  return (
    <ul>
      {questions.map(({ answer: { id, question, status } }) => (
        <li key={id}>
          <Link to={answerAddress(id)} aria-current={id === shown ? "page" : undefined} onClick={onChosen}>
            {status === "grounded" ? <Icon name="supported" label="Answered:" /> : <Mark isBare />}
            <span className="clamp">{question}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
