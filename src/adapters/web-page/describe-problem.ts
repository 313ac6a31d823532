import {
  defined,
  HttpStatusError,
  type LydianError,
  type SourceProblem,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";

/**
 * Describes a page that could not be fetched as a problem of its source.
 *
 * A page with status 404 or 410 is known to be gone. Other pages may be reachable only through the failed one, unless
 * it is a file that no loader reads.
 *
 * @param url  address of the page without credentials
 */
export function describeProblem(url: string, error: LydianError): SourceProblem {
  const { code, message, hint } = error;
  return defined({ label: url, uri: url, code, message, hint, ...consequence(error) });
}

function consequence(error: LydianError): Pick<SourceProblem, "hasGone" | "hidesOthers"> {
  if (error instanceof HttpStatusError && (error.status === 404 || error.status === 410)) return { hasGone: true };
  return error instanceof UnsupportedMediaTypeError ? {} : { hidesOthers: true };
}
