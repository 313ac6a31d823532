import { type AccessKey, defined, everything, InvalidArgumentError, KeyNotFoundError } from "../core/index.ts";
import { type CallContext, signalOf } from "../library/call-context.ts";
import type { CreatedKey, KeyCalls, NewKey } from "./access-keys.ts";
import { createKeyChecker, createToken, hashSecret, printToken, withoutHash } from "./index.ts";

const MOST_CHARACTERS = 100;

/** See `KeyCalls`. */
export function createKeyCalls({ parts }: Pick<CallContext, "parts">): KeyCalls {
  const check = createKeyChecker(() => parts.state.read());
  return {
    addKey: (key) => addKey(parts, key),
    keys: async (options = {}) =>
      ((await (await parts.state.read())?.listKeys(signalOf(options))) ?? []).map(withoutHash),
    revokeKey: (id, options = {}) => revokeKey(parts, id, signalOf(options)),
    checkKey: (token, options = {}) => check(token, signalOf(options)),
  };
}

async function addKey({ state, clock, secrets }: CallContext["parts"], options: NewKey): Promise<CreatedKey> {
  const { permission = "read", collections, scope = everything } = options;
  const name = options.name.trim();
  if (name === "" || name.length > MOST_CHARACTERS)
    throw new InvalidArgumentError(`A key's name has ${name.length} characters; it has from 1 to ${MOST_CHARACTERS}.`);
  if (collections?.length === 0)
    throw new InvalidArgumentError("A key for no collection opens nothing.", {
      hint: "Name one, or leave it out for all.",
    });
  const token = createToken(secrets);
  const key: AccessKey = defined({ id: token.id, name, permission, scope, createdAt: timeOf(clock), collections });
  const kept = { ...key, ...(await hashSecret(token.secret, secrets)) };
  await (await state.write()).keepKey(kept, signalOf(options));
  return { key, token: printToken(token) };
}

async function revokeKey({ state, clock }: CallContext["parts"], id: string, signal: AbortSignal): Promise<AccessKey> {
  const known = await (await state.read())?.readKey(id, signal);
  if (known === undefined)
    throw new KeyNotFoundError(`No key has the id "${id}".`, { hint: "`lydian keys list` shows them." });
  const writing = await state.write();
  await writing.revokeKey(id, timeOf(clock), signal);
  const revoked = await writing.readKey(id, signal);
  return withoutHash(revoked ?? known);
}

const timeOf = (clock: CallContext["parts"]["clock"]): string => new Date(clock.now()).toISOString();
