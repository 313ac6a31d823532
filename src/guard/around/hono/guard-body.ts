import type { Context, MiddlewareHandler } from "hono";
import {
  type GuardEngine,
  type GuardOrigin,
  type GuardStage,
  parseJson,
  StoppedTextError,
} from "../../../core/index.ts";
import { passValue } from "../../run/pass-text.ts";

export interface GuardBodyOptions {
  /**
   * Names of the fields, at any depth, whose texts are checked, with all that is in them. Default: all texts of the
   * body.
   */
  readonly fields?: readonly string[];
  /** Stage whose guards check them. Default: `input`. */
  readonly stage?: GuardStage;
  /** Author of the texts. Default: `user`. */
  readonly origin?: GuardOrigin;
}

const JSON_TYPE = /^application\/(?:[a-z0-9.-]{1,100}\+)?json[\t ]{0,10}(?:;|$)/i;

/**
 * Puts a guard before the handlers of a Hono application: the texts in a JSON body pass a stage, and
 * handlers read the redacted body.
 *
 * A text that may not pass gets status 422, malformed or deeply nested JSON 400, and a body of another
 * type 415, each as problem details (RFC 9457) that repeat no part of the body. Put `bodyLimit` before
 * it, since the whole body is read.
 */
export function guardBody(guard: GuardEngine, options: GuardBodyOptions = {}): MiddlewareHandler {
  return async (c, next) => {
    const body = await c.req.text();
    if (body === "") return next();
    const given = read(body, c.req.header("content-type") ?? "");
    if (given.problem !== undefined) return refuse(c, given.problem);
    try {
      replaceBody(c, await pass(guard, given.value, options, c.req.raw.signal));
    } catch (error) {
      if (!(error instanceof StoppedTextError)) throw error;
      return refuse(c, { status: 422, code: error.code, detail: error.message });
    }
    return next();
  };
}

interface Problem {
  readonly status: 400 | 415 | 422;
  readonly code: string;
  readonly detail: string;
}

type GivenBody = { readonly value: unknown; readonly problem?: undefined } | { readonly problem: Problem };

function read(body: string, type: string): GivenBody {
  if (!JSON_TYPE.test(type))
    return { problem: { status: 415, code: "unsupported-media-type", detail: "The body is not JSON." } };
  const value = parseJson(body);
  if (value !== undefined) return { value };
  const detail = "The body is not valid JSON, or is nested too deeply.";
  return { problem: { status: 400, code: "invalid-argument", detail } };
}

function pass(guard: GuardEngine, value: unknown, options: GuardBodyOptions, signal: AbortSignal): Promise<unknown> {
  const { fields, stage = "input", origin = "user" } = options;
  const passAll = (inner: unknown) => passValue(guard, { stage, origin, value: inner }, signal);
  return fields === undefined ? passAll(value) : passFields(value, fields, passAll);
}

async function passFields(
  value: unknown,
  fields: readonly string[],
  passAll: (value: unknown) => Promise<unknown>,
): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value))
    entries.push([name, await (fields.includes(name) ? passAll(inner) : passFields(inner, fields, passAll))]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Lets every later reader of the request see the checked body. */
function replaceBody(c: Context, value: unknown): void {
  const { raw } = c.req;
  const headers = new Headers(raw.headers);
  headers.delete("content-length");
  c.req.raw = new Request(raw.url, { method: raw.method, headers, signal: raw.signal, body: JSON.stringify(value) });
  c.req.bodyCache = {};
}

function refuse(c: Context, problem: Problem): Response {
  const { status } = problem;
  const body = { type: "about:blank", title: titles[status], ...problem };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
}

const titles = { 400: "Bad Request", 415: "Unsupported Media Type", 422: "Unprocessable Content" } as const;
