import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useCollection } from "../current/index.ts";
import { Button } from "../pieces/index.ts";
import { stopAsking } from "./desk.ts";
import { useAsk } from "./use-ask.ts";

interface QuestionBoxProps {
  readonly placeholder: string;
  /** With it the question goes on with that conversation. */
  readonly session?: string;
  readonly isBig?: boolean;
  readonly isRunning?: boolean;
}

export function QuestionBox({ placeholder, session, isBig = false, isRunning = false }: QuestionBoxProps) {
  const [question, setQuestion] = useState("");
  const ask = useAsk();
  const submit = (event: FormEvent | KeyboardEvent): void => {
    event.preventDefault();
    if (question.trim() === "" || isRunning) return;
    ask(question.trim(), session);
    setQuestion("");
  };
  return (
    <form className={isBig ? "ask big" : "ask"} onSubmit={submit}>
      <textarea
        rows={1}
        data-main-field
        aria-label={placeholder}
        placeholder={placeholder}
        value={question}
        maxLength={10_000}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
        }}
      />
      {isRunning ? (
        <Button onClick={stopAsking}>Stop</Button>
      ) : (
        <Button kind="primary" type="submit">
          Ask
        </Button>
      )}
    </form>
  );
}

/** The box as it stands below an answer. */
export function Follow({ isRunning = false, ...box }: Omit<QuestionBoxProps, "isBig">) {
  const { name } = useCollection();
  return (
    <div className="follow">
      <QuestionBox isRunning={isRunning} {...box} />
      <p className="hint">
        Looks in {name}.
        <span className="keys-hint">
          {isRunning ? " Escape stops." : " Enter asks, Shift Enter starts a new line."}
        </span>
      </p>
    </div>
  );
}
