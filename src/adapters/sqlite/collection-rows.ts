import type { z } from "zod";
import {
  type Collection,
  CollectionNotFoundError,
  type EmbeddingSpace,
  InvalidArgumentError,
  NAME_PATTERN,
} from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { collectionRow, keyRow } from "./row-schemas.ts";

const selectCollections = `
  SELECT name, generation, created_at, model, dimensions, fingerprint
  FROM collections LEFT JOIN spaces ON spaces.key = collections.space`;

interface SpaceColumns {
  readonly model: string | null;
  readonly dimensions: number | null;
  readonly fingerprint: string | null;
}

/** Returns all collections, ordered by name. */
export function readCollections(connection: Connection): readonly Collection[] {
  return connection.all(collectionRow, `${selectCollections} ORDER BY name`).map(collectionFrom);
}

/** Returns the collection of this name, if there is one. */
export function readCollection(connection: Connection, name: string): Collection | undefined {
  const row = connection.get(collectionRow, `${selectCollections} WHERE name = @name`, { name });
  return row === undefined ? undefined : collectionFrom(row);
}

/**
 * Adds an empty collection.
 *
 * @throws {InvalidArgumentError} if the name is not 1 to 63 lower-case letters, digits, - and _, or is taken
 */
export function createCollection(connection: Connection, name: string): void {
  if (!NAME_PATTERN.test(name))
    throw new InvalidArgumentError(`"${name}" cannot be the name of a collection.`, {
      hint: "Use 1 to 63 lower-case letters, digits, - and _, and start with a letter or digit.",
    });
  connection.run("INSERT INTO collections (name, created_at) VALUES (@name, @createdAt)", {
    name,
    createdAt: new Date().toISOString(),
  });
}

/** Sets the embedding space of a collection. */
export function setSpace(connection: Connection, collection: string, space: EmbeddingSpace): void {
  const spaceKey = ensureSpace(connection, space);
  const key = collectionKey(connection, collection);
  connection.run("UPDATE collections SET space = @spaceKey WHERE key = @key", { spaceKey, key });
}

/** Increases the generation of a collection by one and returns the new value. */
export function advanceGeneration(connection: Connection, collection: string): number {
  const key = collectionKey(connection, collection);
  connection.run("UPDATE collections SET generation = generation + 1 WHERE key = @key", { key });
  return readCollection(connection, collection)?.generation ?? 0;
}

/**
 * Returns the key of a collection's row.
 *
 * @throws {CollectionNotFoundError} if there is no collection of this name
 */
export function collectionKey(connection: Connection, name: string): number {
  const row = connection.get(keyRow, "SELECT key FROM collections WHERE name = @name", { name });
  if (row !== undefined) return row.key;
  throw new CollectionNotFoundError(`The store has no collection "${name}".`, {
    hint: `See \`lydian status\`, or make it with \`lydian add PATH --collection ${name}\`.`,
  });
}

/** Returns the key of the space with this fingerprint, and adds the space if it is new. */
export function ensureSpace(connection: Connection, { fingerprint, model, dimensions }: EmbeddingSpace): number {
  connection.run(
    `INSERT INTO spaces (fingerprint, model, dimensions) VALUES (@fingerprint, @model, @dimensions)
     ON CONFLICT (fingerprint) DO NOTHING`,
    { fingerprint, model, dimensions },
  );
  return connection.get(keyRow, "SELECT key FROM spaces WHERE fingerprint = @fingerprint", { fingerprint })?.key ?? 0;
}

/** Returns the embedding space of a row, or nothing if its columns are empty. */
export function spaceFrom({ model, dimensions, fingerprint }: SpaceColumns): { readonly space?: EmbeddingSpace } {
  if (model === null || dimensions === null || fingerprint === null) return {};
  return { space: { model, dimensions, fingerprint } };
}

function collectionFrom(row: z.infer<typeof collectionRow>): Collection {
  return { name: row.name, generation: row.generation, createdAt: row.created_at, ...spaceFrom(row) };
}
