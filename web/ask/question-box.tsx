import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useCollection } from "../current/index.ts";
import { Button } from "../pieces/index.ts";
import { stopAsking } from "./desk.ts";
import { switchPrivacy, usePrivacy } from "./privacy.ts";
import { useAsk } from "./use-ask.ts";

interface QuestionBoxProps {
  readonly placeholder: string;
  /** Conversation that the question continues. */
  readonly conversation?: string | undefined;
  readonly isBig?: boolean;
  readonly isRunning?: boolean;
}

export function QuestionBox({ placeholder, conversation, isBig = false, isRunning = false }: QuestionBoxProps) {
  const [question, setQuestion] = useState("");
  const ask = useAsk();
  const submit = (event: FormEvent | KeyboardEvent): void => {
    event.preventDefault();
    if (question.trim() === "" || isRunning) return;
    ask(question.trim(), conversation === undefined ? {} : { conversation });
    setQuestion("");
  };
  return (
    <form className={isBig ? "ask big" : "ask"} onSubmit={submit}>
      <textarea
        rows={1}
        data-main-field
        dir="auto"
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

/** Shows the question box below an answer. */
export function Follow({ isRunning = false, ...box }: Omit<QuestionBoxProps, "isBig">) {
  const { name } = useCollection();
  return (
    <div className="follow">
      <QuestionBox isRunning={isRunning} {...box} />
      <div className="hint">
        <span>
          Answers from {name}.
          <span className="keys-hint">
            {isRunning ? " Escape stops." : " Enter asks, Shift Enter starts a new line."}
          </span>
        </span>
        <PrivacySwitch />
      </div>
    </div>
  );
}

/** Switch for private questions. */
export function PrivacySwitch() {
  const isPrivate = usePrivacy();
  return (
    <label
      className="privacy"
      title="Stored neither on the server nor in this tab. Follow-up questions cannot refer to it."
    >
      <input
        type="checkbox"
        role="switch"
        aria-checked={isPrivate}
        checked={isPrivate}
        onChange={(event) => switchPrivacy(event.target.checked)}
      />
      Private question
    </label>
  );
}
