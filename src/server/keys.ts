import {
  type AccessKey,
  type AccessScope,
  defined,
  everything,
  InvalidArgumentError,
  KeyNotFoundError,
  type Permission,
} from "../core/index.ts";
import type { StopOptions } from "../library/index.ts";
import { signalOf } from "../library/index.ts";
import type { CheckKeyOptions } from "./create-key-checker.ts";
import { createKeyChecker, withoutHash } from "./create-key-checker.ts";
import { createToken, hashSecret, printToken } from "./key-token.ts";
import type { ServerParts } from "./server-parts.ts";

const MAX_CHARACTERS = 100;

/** Name and permissions of a new key. */
export interface NewKey {
  /** The key's owner or purpose, 1 to 100 characters. */
  readonly name: string;
  /** Permission of the key. Default: `read`. */
  readonly permission?: Permission;
  /** The only collections that the key gives access to. Default: all, including later ones. */
  readonly collections?: readonly string[];
  /** Documents that the key gives access to. Default: `everything`. */
  readonly scope?: AccessScope;
  readonly signal?: AbortSignal;
}

export interface CreatedKey {
  readonly key: AccessKey;
  /** The key itself. It cannot be shown again, since only its hash is stored. */
  readonly token: string;
}

/** Access keys. */
export interface KeyCalls {
  /**
   * Creates an access key.
   *
   * @throws {InvalidArgumentError} if the name is empty or too long, or the list of collections is empty
   */
  addKey(key: NewKey): Promise<CreatedKey>;

  /** Lists the keys, oldest first, including the revoked ones. */
  keys(options?: StopOptions): Promise<readonly AccessKey[]>;

  /**
   * Revokes a key at once, in every process.
   *
   * @throws {KeyNotFoundError} if no key has this id
   */
  revokeKey(id: string, options?: StopOptions): Promise<AccessKey>;

  /**
   * Returns the key of a token; undefined if it is unknown, wrong or revoked.
   *
   * @throws {TooManyRequestsError} if the secret is wrong and the sender sent ten wrong ones of this key within a
   *   minute, or if too many keys of earlier versions wait to be checked
   */
  checkKey(token: string, options?: CheckKeyOptions): Promise<AccessKey | undefined>;
}

/** Makes the methods of `LydianServer` about access keys. */
export function createKeys(parts: ServerParts): KeyCalls {
  const { state } = parts;
  const check = createKeyChecker(parts);

  return {
    addKey: (key) => addKey(parts, key),
    keys: async (options = {}) => ((await (await state.read())?.listKeys(signalOf(options))) ?? []).map(withoutHash),
    revokeKey: (id, options = {}) => revokeKey(parts, id, signalOf(options)),
    checkKey: check,
  };
}

async function addKey({ state, clock, secrets }: ServerParts, options: NewKey): Promise<CreatedKey> {
  const { permission = "read", collections, scope = everything } = options;
  const name = options.name.trim();
  if (name === "" || name.length > MAX_CHARACTERS)
    throw new InvalidArgumentError(`A key's name must have 1 to ${MAX_CHARACTERS} characters, not ${name.length}.`);
  if (collections?.length === 0)
    throw new InvalidArgumentError("A key for no collection opens nothing.", {
      hint: "Name a collection, or omit the list for all collections.",
    });

  const token = createToken(secrets);
  const createdAt = new Date(clock.now()).toISOString();
  const key: AccessKey = defined({ id: token.id, name, permission, scope, createdAt, collections });
  const hash = hashSecret(token.secret, secrets);
  await (await state.write()).keepKey({ ...key, ...hash }, signalOf(options));
  return { key, token: printToken(token) };
}

async function revokeKey({ state, clock }: ServerParts, id: string, signal: AbortSignal): Promise<AccessKey> {
  const key = await (await state.read())?.readKey(id, signal);
  if (key === undefined)
    throw new KeyNotFoundError(`No key has the id "${id}".`, { hint: "`lydian keys list` shows them." });

  const store = await state.write();
  await store.revokeKey(id, new Date(clock.now()).toISOString(), signal);
  return withoutHash((await store.readKey(id, signal)) ?? key);
}
