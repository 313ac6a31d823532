import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, toProblem } from "../api/index.ts";
import { Button, dayOf, Field, Sheet, Trouble } from "../pieces/index.ts";

interface Key {
  readonly id: string;
  readonly name: string;
  readonly permission: "read" | "write" | "admin";
  readonly collections?: readonly string[];
  readonly labels?: readonly string[];
  readonly createdAt: string;
  readonly revokedAt?: string;
}

/** Lists the access keys of the server, and lets the user create and revoke them. */
export function Keys() {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["keys"],
    queryFn: ({ signal }) => callApi<{ readonly keys: readonly Key[] }>("/keys", { signal }),
  });
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<Key>();
  const renew = (): void => void client.invalidateQueries({ queryKey: ["keys"] });
  return (
    <section aria-labelledby="keys-h">
      <h2 id="keys-h">Keys</h2>
      <p className="quiet">
        Calls from the server’s own machine need no key. All other callers send a key, which determines what they may do
        and see.
      </p>
      {error === null ? null : <Trouble title="The keys could not be listed" error={error} />}
      <ul className="key-list">
        {data?.keys.map((key) => (
          <li key={key.id} data-revoked={key.revokedAt !== undefined}>
            <span className="key-name">
              {key.name} <code>{key.id}</code>
            </span>
            <span className="quiet">{describeKey(key)}</span>
            {key.revokedAt === undefined ? (
              <Button kind="plain" aria-label={`Revoke ${key.name}`} onClick={() => setLeaving(key)}>
                Revoke
              </Button>
            ) : (
              <span className="quiet">Revoked {dayOf(key.revokedAt)}</span>
            )}
          </li>
        ))}
      </ul>
      {data?.keys.length === 0 ? <p>There are no keys.</p> : null}
      <Button onClick={() => setIsAdding(true)}>Create key</Button>
      {isAdding ? <NewKeySheet onMade={renew} onClose={() => setIsAdding(false)} /> : null}
      {leaving === undefined ? null : (
        <RevokeSheet target={leaving} onRevoked={renew} onClose={() => setLeaving(undefined)} />
      )}
    </section>
  );
}

function describeKey({ permission, collections, labels, createdAt }: Key): string {
  const where = collections === undefined ? "" : `, only ${collections.join(", ")}`;
  const which =
    labels === undefined ? "" : labels.length === 0 ? ", documents without a label" : `, label ${labels.join(", ")}`;
  return `${permission}${where}${which}, created ${dayOf(createdAt)}`;
}

/** Splits a list of names at its commas. */
const namesIn = (text: string): readonly string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

function NewKeySheet({ onMade, onClose }: { readonly onMade: () => void; readonly onClose: () => void }) {
  const [token, setToken] = useState<string>();
  const [failure, setFailure] = useState<Error>();
  const make = async (form: FormData): Promise<void> => {
    const collections = namesIn(`${form.get("collections") ?? ""}`);
    const labels = namesIn(`${form.get("labels") ?? ""}`);
    const body = {
      name: form.get("name"),
      permission: form.get("permission"),
      collections: collections.length === 0 ? undefined : collections,
      labels: labels.length === 0 ? undefined : labels,
    };
    setToken((await callApi<{ readonly token: string }>("/keys", { method: "POST", body })).token);
    onMade();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setFailure(undefined);
    make(new FormData(event.currentTarget)).catch((error: unknown) => setFailure(toProblem(error)));
  };
  if (token !== undefined)
    return (
      <Sheet title="The new key" onClose={onClose}>
        <div className="key-form">
          <p>Copy it now: it cannot be shown again.</p>
          <p className="token code">{token}</p>
          <Button kind="primary" icon="copy" onClick={() => void navigator.clipboard.writeText(token)}>
            Copy the key
          </Button>
        </div>
      </Sheet>
    );
  return (
    <Sheet title="Create key" onClose={onClose}>
      <form className="key-form" onSubmit={submit}>
        <Field label="Owner or purpose" name="name" required maxLength={100} />
        <label className="choice">
          It may{" "}
          <select name="permission" defaultValue="read">
            <option value="read">search and ask</option>
            <option value="write">add and delete as well</option>
            <option value="admin">do everything</option>
          </select>
        </label>
        <Field label="Only collections, such as a, b" name="collections" />
        <Field label="Only labels, such as board, staff" name="labels" />
        <p className="small">An empty field sets no limit: all collections, or documents with any label or none.</p>
        <Button kind="primary" type="submit">
          Create
        </Button>
        {failure === undefined ? null : <Trouble title="The key was not created" error={failure} />}
      </form>
    </Sheet>
  );
}

interface RevokeSheetProps {
  readonly target: Key;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

function RevokeSheet({ target, onRevoked, onClose }: RevokeSheetProps) {
  const [failure, setFailure] = useState<Error>();
  const revoke = async (): Promise<void> => {
    await callApi(`/keys/${encodeURIComponent(target.id)}`, { method: "DELETE" });
    onRevoked();
    onClose();
  };
  return (
    <Sheet title={`Revoke the key of ${target.name}?`} onClose={onClose}>
      <div className="key-form">
        <p>Calls with this key fail from now on. This cannot be undone.</p>
        {failure === undefined ? null : <Trouble title="The key was not revoked" error={failure} />}
        <Button kind="primary" onClick={() => void revoke().catch((error: unknown) => setFailure(toProblem(error)))}>
          Revoke
        </Button>
      </div>
    </Sheet>
  );
}
