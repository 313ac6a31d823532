import { defined } from "../wire/defined.ts";
import * as answerErrors from "./answer-errors.ts";
import * as documentErrors from "./document-errors.ts";
import * as fileErrors from "./file-errors.ts";
import * as inputErrors from "./input-errors.ts";
import { type ErrorDetails, LydianError } from "./lydian-error.ts";
import * as modelErrors from "./model-errors.ts";
import * as serverErrors from "./server-errors.ts";
import * as storeErrors from "./store-errors.ts";
import * as webErrors from "./web-errors.ts";

/** Properties of an error that is sent to another thread. Sending the error itself would lose its class. */
export interface CarriedError {
  readonly className: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly stack: string | undefined;
}

type ErrorClass = new (message: string, details: ErrorDetails) => LydianError;

/** Error classes of all areas, by name. */
const classes = new Map(
  [answerErrors, documentErrors, fileErrors, inputErrors, modelErrors, serverErrors, storeErrors, webErrors]
    .flatMap((area) => Object.values<unknown>({ ...area }))
    .filter(isErrorClass)
    .map((value) => [value.name, value]),
);

/** Returns the properties of an error that cross a thread. */
export function carryError(error: unknown): CarriedError {
  if (!(error instanceof Error))
    return { className: "Error", message: String(error), hint: undefined, stack: undefined };
  const hint = error instanceof LydianError ? error.hint : undefined;
  return { className: error.constructor.name, message: error.message, hint, stack: error.stack };
}

/**
 * Recreates an error with its class, message and hint. Its cause has the stack of the thread. An error of no area keeps
 * its name instead of its class.
 */
export function reviveError({ className, message, hint, stack }: CarriedError): Error {
  const cause = new Error(message);
  cause.name = className;
  if (stack !== undefined) cause.stack = stack;
  const Class = classes.get(className);
  return Class === undefined ? cause : new Class(message, defined({ hint, cause }));
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === "function" && value.prototype instanceof LydianError;
}
