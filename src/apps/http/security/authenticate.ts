import type { MiddlewareHandler } from "hono";
import { type AccessKey, KeyRequiredError } from "../../../core/index.ts";
import { callerOf, localCaller } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { ServerOptions } from "../server-options.ts";
import { createSenderOf } from "./sender-of.ts";

interface CheckOptions {
  readonly signal: AbortSignal;
  /** Address of the sender. */
  readonly sender: string;
}

/** Text that begins like a key of Lydian, or has its shape with another beginning. */
const KEY_LIKE = /^\W*lyd|[0-9a-f]{16}_[\w-]{40}/i;
/** Headers in which clients of other APIs send their keys. */
const OTHER_HEADERS = ["x-api-key", "api-key"];

/**
 * Identifies the caller. A key that is sent must be right, even if the server requires none. Otherwise a mistyped key,
 * which gives access to some documents, would give access to all.
 */
export function authenticate(
  { isOpen, trustProxy }: Pick<ServerOptions, "isOpen" | "trustProxy">,
  checkKey: (token: string, options: CheckOptions) => Promise<AccessKey | undefined>,
): MiddlewareHandler<HttpVariables> {
  const senderOf = createSenderOf(trustProxy);
  return async (c, next) => {
    const sent = readKey((name) => c.req.header(name));
    const call = { signal: c.get("signal"), sender: senderOf(c) };
    const key = sent.kind === "key" ? await checkKey(sent.token, call) : undefined;
    if (key !== undefined) c.set("caller", callerOf(key));
    else if (sent.kind === "none" && isOpen) c.set("caller", localCaller);
    else {
      c.header("WWW-Authenticate", 'Bearer realm="lydian"');
      throw new KeyRequiredError(problems[sent.kind], {
        hint: "Send `Authorization: Bearer lyd_…`. Create a key with `lydian keys add NAME`.",
      });
    }
    return next();
  };
}

type SentKey = { readonly kind: "none" | "unreadable" } | { readonly kind: "key"; readonly token: string };

const problems: Readonly<Record<SentKey["kind"], string>> = {
  none: "This server requires a key.",
  key: "The server does not know this key.",
  unreadable: "The call sends a key in a form that this server does not read.",
};

/**
 * Reads the key of a call. Clients of the OpenAI API always send a bearer token, so one that does not look like a key
 * of Lydian counts as none. Any other credentials are unreadable.
 */
function readKey(header: (name: string) => string | undefined): SentKey {
  if (OTHER_HEADERS.some((name) => KEY_LIKE.test(header(name) ?? ""))) return { kind: "unreadable" };
  const credentials = (header("authorization") ?? "").trim();
  if (/^(?:bearer)?$/i.test(credentials)) return { kind: "none" };
  const token = /^bearer (\S+)$/i.exec(credentials)?.[1];
  if (token === undefined) return { kind: "unreadable" };
  return KEY_LIKE.test(token) ? { kind: "key", token } : { kind: "none" };
}
