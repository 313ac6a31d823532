import { InvalidArgumentError } from "../../core/index.ts";
import type { CheckResult, Guard, LazyGuard, TextToMeasure } from "../guard.ts";
import { readViewsOnce } from "../normalise/read-views.ts";
import type { TextView } from "../normalise/text-view.ts";

/**
 * Creates the function with which a thread measures the texts that it is sent. Several guards
 * of one text share its readings.
 *
 * @param checks  the guards that may be named
 * @throws {InvalidArgumentError} if a guard is not there, or in another version, such as after an update of the files
 */
export function createMeasurer(checks: readonly LazyGuard[]): (text: TextToMeasure) => Promise<CheckResult> {
  const loaded = new Map<string, Guard>();
  let latest: { readonly text: string; views(): readonly TextView[] } | undefined;

  const load = async ({ guard, version, options }: TextToMeasure): Promise<Guard> => {
    const key = JSON.stringify([guard, options]);
    const check = loaded.get(key) ?? (await checks.find(({ id }) => id === guard)?.load(options));
    if (check?.version !== version) throw new InvalidArgumentError(`There is no guard "${guard}" of this version.`);
    loaded.set(key, check);
    return check;
  };
  return async (order) => {
    const check = await load(order);
    const { request } = order;
    if (latest?.text !== request.text) latest = { text: request.text, views: readViewsOnce(request.text) };
    return check.check({ ...request, views: latest.views }, new AbortController().signal);
  };
}
