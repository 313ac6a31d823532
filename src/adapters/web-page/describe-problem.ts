import { HttpStatusError, type LydianError, type SourceProblem } from "../../core/index.ts";

/**
 * A page that could not be had, as a problem of its source. One that is known to have gone (404, 410) names no place, so
 * that what is stored of it may go too; any other failure says nothing of what is stored.
 *
 * @param place  what is not known to have gone: the page, or the site whose other pages it leads to
 */
export function describeProblem(label: string, error: LydianError, place: string): SourceProblem {
  const { code, message, hint } = error;
  const hasGone = error instanceof HttpStatusError && (error.status === 404 || error.status === 410);
  return {
    label,
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(hasGone ? {} : { uri: place }),
  };
}
