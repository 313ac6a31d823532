import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Grounded } from "../../src/core/index.ts";
import { type Feedback, giveFeedback } from "../api/index.ts";
import { Button, IconButton, Sheet } from "../pieces/index.ts";

/** Buttons for feedback; a thumb down asks for a reason. */
export function Thumbs({ answer: { id, collection } }: { readonly answer: Pick<Grounded, "id" | "collection"> }) {
  const [isAsked, setIsAsked] = useState(false);
  const [reason, setReason] = useState("");
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (feedback: Omit<Feedback, "answerId">) => {
      await giveFeedback(collection, { answerId: id, ...feedback });
      return feedback.rating;
    },
  });
  const say = (event: FormEvent): void => {
    event.preventDefault();
    mutate({ rating: "down", reason: reason.trim() || undefined });
    setIsAsked(false);
  };
  return (
    <span className="end">
      <span className="said" role="status">
        {error === null ? (data === undefined ? "" : "Noted.") : error.message}
      </span>
      <IconButton
        icon="useful"
        label="Useful"
        aria-pressed={data === "up"}
        disabled={isPending}
        onClick={() => mutate({ rating: "up" })}
      />
      <IconButton
        icon="useless"
        label="Not useful, say why"
        aria-pressed={data === "down"}
        disabled={isPending}
        onClick={() => setIsAsked(true)}
      />
      {isAsked ? (
        <Sheet title="What is wrong with it?" onClose={() => setIsAsked(false)}>
          <form className="key-form" onSubmit={say}>
            <p>Your reason is stored on this server for its operator.</p>
            <label className="field">
              <span className="sr">Reason</span>
              <input
                // React's `autoFocus` sets no attribute, but the dialog looks for one when it opens.
                ref={(input) => input?.setAttribute("autofocus", "")}
                value={reason}
                maxLength={1_000}
                placeholder="The document says otherwise, …"
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            <Button kind="primary" type="submit">
              Send
            </Button>
          </form>
        </Sheet>
      ) : null}
    </span>
  );
}
