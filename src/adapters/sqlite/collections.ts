import {
  type Collection,
  CollectionNotFoundError,
  type EmbeddingSpace,
  InvalidArgumentError,
  NAME_PATTERN,
} from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { collectionRow, keyRow } from "./rows.ts";

const selectCollections = `
  SELECT name, generation, created_at, model, dimensions, fingerprint
  FROM collections LEFT JOIN spaces ON spaces.key = collections.space`;

interface SpaceColumns {
  readonly model: string | null;
  readonly dimensions: number | null;
  readonly fingerprint: string | null;
}

/** By name. */
export function readCollections(connection: Connection): readonly Collection[] {
  return connection.all(collectionRow, `${selectCollections} ORDER BY name`).map(collectionFrom);
}

export function readCollection(connection: Connection, name: string): Collection | undefined {
  const row = connection.get(collectionRow, `${selectCollections} WHERE name = @name`, { name });
  return row === undefined ? undefined : collectionFrom(row);
}

export function createCollection(connection: Connection, name: string): void {
  if (!NAME_PATTERN.test(name))
    throw new InvalidArgumentError(`"${name}" can not be the name of a collection.`, {
      hint: "Use 1 to 63 lower-case letters, digits, - and _, and begin with a letter or digit.",
    });
  connection.run("INSERT INTO collections (name, created_at) VALUES (@name, @createdAt)", {
    name,
    createdAt: new Date().toISOString(),
  });
}

export function setSpace(connection: Connection, collection: string, space: EmbeddingSpace): void {
  const spaceKey = keepSpace(connection, space);
  const key = collectionKey(connection, collection);
  connection.run("UPDATE collections SET space = @spaceKey WHERE key = @key", { spaceKey, key });
}

/** Answers the new generation. */
export function advanceGeneration(connection: Connection, collection: string): number {
  const key = collectionKey(connection, collection);
  connection.run("UPDATE collections SET generation = generation + 1 WHERE key = @key", { key });
  return readCollection(connection, collection)?.generation ?? 0;
}

/** @throws {CollectionNotFoundError} if there is none of this name */
export function collectionKey(connection: Connection, name: string): number {
  const row = connection.get(keyRow, "SELECT key FROM collections WHERE name = @name", { name });
  if (row !== undefined) return row.key;
  throw new CollectionNotFoundError(`The store has no collection "${name}".`, {
    hint: `See \`lydian status\`, or make it with \`lydian add PATH --collection ${name}\`.`,
  });
}

/** The key of the space with this fingerprint, kept now if it is new. */
export function keepSpace(connection: Connection, { fingerprint, model, dimensions }: EmbeddingSpace): number {
  connection.run(
    `INSERT INTO spaces (fingerprint, model, dimensions) VALUES (@fingerprint, @model, @dimensions)
     ON CONFLICT (fingerprint) DO NOTHING`,
    { fingerprint, model, dimensions },
  );
  return connection.get(keyRow, "SELECT key FROM spaces WHERE fingerprint = @fingerprint", { fingerprint })?.key ?? 0;
}

export function spaceFrom({ model, dimensions, fingerprint }: SpaceColumns): { readonly space?: EmbeddingSpace } {
  if (model === null || dimensions === null || fingerprint === null) return {};
  return { space: { model, dimensions, fingerprint } };
}

function collectionFrom(row: SpaceColumns & { name: string; generation: number; created_at: string }): Collection {
  return { name: row.name, generation: row.generation, createdAt: row.created_at, ...spaceFrom(row) };
}
