import type { MiddlewareHandler } from "hono";
import { type AccessKey, KeyRequiredError } from "../../../core/index.ts";
import { callerOf, localCaller } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import { senderOf } from "./sender-of.ts";

interface Options {
  readonly isOpen: boolean;
  checkKey(
    token: string,
    options: { readonly signal: AbortSignal; readonly sender: string },
  ): Promise<AccessKey | undefined>;
}

/** Identifies the caller. A key that is sent must be valid, even if the server requires none. */
export function authenticate({ isOpen, checkKey }: Options): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const token = readToken(c.req.header("authorization"));
    const key =
      token === undefined ? undefined : await checkKey(token, { signal: c.get("signal"), sender: senderOf(c) });
    if (key !== undefined) c.set("caller", callerOf(key));
    else if (token === undefined && isOpen) c.set("caller", localCaller);
    else {
      c.header("WWW-Authenticate", 'Bearer realm="lydian"');
      throw new KeyRequiredError(
        token === undefined ? "This server requires a key." : "The server does not know this key.",
        {
          hint: "Send `Authorization: Bearer lyd_…`. Create a key with `lydian keys add NAME`.",
        },
      );
    }
    return next();
  };
}

/** Reads a key. Clients of the OpenAI API send any token, so only tokens of our form are looked up. */
function readToken(header: string | undefined): string | undefined {
  const token = /^Bearer (\S+)$/i.exec(header ?? "")?.[1];
  return token?.startsWith("lyd_") ? token : undefined;
}
