import {
  defined,
  HttpStatusError,
  type LydianError,
  type SourceProblem,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";

/**
 * A page that could not be had, as a problem of its source. It says of itself whether it is known to have gone (404, 410),
 * and else whether others may be reached through it alone: only a page that no loader reads leads nowhere for certain.
 *
 * @param url  of the page, without a name and a password
 */
export function describeProblem(url: string, error: LydianError): SourceProblem {
  const { code, message, hint } = error;
  return defined({ label: url, uri: url, code, message, hint, ...consequence(error) });
}

function consequence(error: LydianError): Pick<SourceProblem, "hasGone" | "hidesOthers"> {
  if (error instanceof HttpStatusError && (error.status === 404 || error.status === 410)) return { hasGone: true };
  return error instanceof UnsupportedMediaTypeError ? {} : { hidesOthers: true };
}
