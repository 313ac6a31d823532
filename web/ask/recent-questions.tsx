import { Link, useAddress } from "../current/index.ts";
import { Icon, Mark } from "../pieces/index.ts";
import { answerAddress } from "./answer-address.ts";
import { useHistory } from "./history.ts";

const MOST = 8;

/** What was asked in this tab, the last first. */
export function RecentQuestions() {
  const shown = useAddress().searchParams.get("answer");
  const questions = useHistory().slice(0, MOST);
  if (questions.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent-heading">
      <h2 id="recent-heading">Recent questions</h2>
      <ul>
        {questions.map(({ answer }) => (
          <li key={answer.id}>
            <Link to={answerAddress(answer.id)} aria-current={answer.id === shown ? "page" : undefined}>
              {answer.status === "grounded" ? <Icon name="supported" label="Answered:" /> : <Mark isBare />}
              <span className="clamp">{answer.question}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
