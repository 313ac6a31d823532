import type { Filter, WordCondition } from "../../../core/index.ts";
import type { SearchRun } from "../search-run.ts";
import { passageFields, type ReadQuery, readQuery } from "./read-query.ts";
import { namesBeforeColons, type QueryCondition } from "./split-query.ts";

/**
 * Fields that every document or passage has, by the name that users type in lower case. They hide metadata of that
 * name.
 */
const commonFields: ReadonlyMap<string, string> = new Map([
  ...passageFields.map((name) => [name, name] as const),
  ["path", "uri"],
  ["uri", "uri"],
  ["mediatype", "mediaType"],
  ["addedat", "addedAt"],
]);
/** Maximum number of names that are looked up among the metadata keys. Later ones are words. */
const MAX_NAMES = 16;

/**
 * Reads the query of a request; fields are those that documents in its scope have. Operators are read if the request
 * says so.
 */
export async function readRequest({ services, request, readable, signal }: SearchRun): Promise<ReadQuery> {
  const { query, hasOperators = false } = request;
  const languages = await services.index.languages(readable, signal);
  if (!hasOperators) return readQuery(query, languages);
  const names = namesBeforeColons(query)
    .filter((name) => !commonFields.has(name))
    .slice(0, MAX_NAMES);
  if (names.length === 0) return readQuery(query, languages, commonFields);
  return readQuery(
    query,
    languages,
    new Map([...(await services.index.findFields({ ...readable, names }, signal)), ...commonFields]),
  );
}

/** Returns the conditions on the words of a passage. */
export function wordConditionsOf(conditions: readonly QueryCondition[]): readonly WordCondition[] {
  return conditions.flatMap(({ field, ...condition }) => {
    const passageField = passageFields.find((name) => name === field);
    return field === undefined || passageField !== undefined ? [{ ...condition, field: passageField }] : [];
  });
}

/** Joins a filter with the conditions on a document's address and metadata; undefined if there are neither. */
export function joinFilter(filter: Filter | undefined, conditions: readonly QueryCondition[]): Filter | undefined {
  const added = conditions.flatMap(({ field, text, isExcluded }): readonly Filter[] => {
    if (field === undefined || passageFields.some((name) => name === field)) return [];
    const has: Filter = { op: "has", field, value: text };
    return [isExcluded ? { op: "not", filter: has } : has];
  });
  const filters = filter === undefined ? added : [filter, ...added];
  const [first] = filters;
  return filters.length > 1 ? { op: "and", filters } : first;
}
