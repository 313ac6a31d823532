import { type FormEvent, useState } from "react";
import { giveKey } from "../api/index.ts";
import { Button, Sheet } from "../pieces/index.ts";

/** Asks for a key if the server needs one, or no longer accepts the stored one. */
export function KeySheet({ isRefused }: { readonly isRefused: boolean }) {
  const [key, setKey] = useState("");
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() !== "") giveKey(key.trim());
  };
  return (
    <Sheet title={isRefused ? "Your key is not accepted" : "This server asks for a key"}>
      <form className="key-form" onSubmit={give}>
        {isRefused ? (
          <p role="alert">It was mistyped, or has been revoked. Nothing is lost: enter another key to continue.</p>
        ) : null}
        <p>
          The operator creates one with <code>lydian keys add NAME</code>. The key stays in this tab until you close it.
        </p>
        <label className="field">
          <span className="sr">Key</span>
          <input
            type="password"
            autoComplete="off"
            placeholder="lyd_…"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        <Button kind="primary" type="submit">
          Continue
        </Button>
      </form>
    </Sheet>
  );
}
