import * as core from "../../core/index.ts";
import { defined } from "../../core/index.ts";

/** Properties of an error that is sent to another thread. Sending the error itself would lose its class. */
export interface CarriedError {
  readonly className: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly stack: string | undefined;
}

interface ErrorOptions {
  readonly hint?: string;
  readonly cause?: unknown;
}

type ErrorClass = new (message: string, options: ErrorOptions) => core.LydianError;

/** All error classes that core exports, by name. */
const classes = new Map(
  Object.values<unknown>({ ...core })
    .filter(isErrorClass)
    .map((value) => [value.name, value]),
);

/** Returns the properties of an error that cross a thread. */
export function carryError(error: unknown): CarriedError {
  if (!(error instanceof Error))
    return { className: "Error", message: String(error), hint: undefined, stack: undefined };
  const hint = error instanceof core.LydianError ? error.hint : undefined;
  return { className: error.constructor.name, message: error.message, hint, stack: error.stack };
}

/** Recreates an error with its class, message and hint. Its cause has the stack of the thread. */
export function reviveError({ className, message, hint, stack }: CarriedError): Error {
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  const Class = classes.get(className);
  return Class === undefined ? cause : new Class(message, defined({ hint, cause }));
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === "function" && value.prototype instanceof core.LydianError;
}
