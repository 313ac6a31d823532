/** "Lydi" in ASCII, at offset 68 of the file. It distinguishes a store from any other SQLite database. */
export const applicationId = 0x4c796469;

/** Version that this code writes to `PRAGMA user_version`. Readers also accept the earlier ones. */
export const formatVersion = 3;
export const oldestReadableVersion = 1;

/** Page size. Blocks of 1 MiB are read twice as fast as with SQLite's default of 4,096 bytes. */
export const pageSizeBytes = 16_384;

/** Tables of version 1, explained in docs/reference/stored-format.md. Any change to them needs a new version. */
export const schemaOfVersion1 = `
  CREATE TABLE spaces (
    key INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    dimensions INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE collections (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    space INTEGER REFERENCES spaces (key),
    generation INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL REFERENCES collections (key),
    id TEXT NOT NULL,
    uri TEXT NOT NULL,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    metadata TEXT NOT NULL,
    access_labels TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    loader_id TEXT NOT NULL,
    loader_version TEXT NOT NULL,
    settings_fingerprint TEXT NOT NULL,
    added_at TEXT NOT NULL,
    receipt TEXT NOT NULL,
    text_bytes INTEGER NOT NULL,
    elements_bytes INTEGER NOT NULL,
    locations_bytes INTEGER NOT NULL,
    UNIQUE (collection, id),
    UNIQUE (collection, uri)
  ) STRICT;
  CREATE INDEX documents_by_content ON documents (content_hash);

  CREATE TABLE document_blocks (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('text', 'elements', 'locations')),
    number INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, part, number)
  ) STRICT;

  CREATE TABLE chunks (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading_path TEXT NOT NULL,
    tokens INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX chunks_by_document ON chunks (document);
  CREATE INDEX chunks_by_id ON chunks (id);

  CREATE TABLE originals (
    key INTEGER PRIMARY KEY,
    content_hash TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE original_blocks (
    original INTEGER NOT NULL REFERENCES originals (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (original, number)
  ) STRICT;

  CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections (key),
    format_version INTEGER NOT NULL,
    analysis_fingerprint TEXT NOT NULL,
    chunk_count INTEGER NOT NULL,
    space INTEGER REFERENCES spaces (key)
  ) STRICT;
  CREATE INDEX segments_by_collection ON segments (collection);

  CREATE TABLE segment_parts (
    segment INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('lexical', 'documents', 'vectors')),
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (segment, part)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE segment_blocks (
    segment INTEGER NOT NULL,
    part TEXT NOT NULL,
    number INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (segment, part, number),
    FOREIGN KEY (segment, part) REFERENCES segment_parts (segment, part) ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE tombstones (
    segment INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
    document_ordinal INTEGER NOT NULL,
    PRIMARY KEY (segment, document_ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cached_vectors (
    space INTEGER NOT NULL REFERENCES spaces (key),
    text_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (space, text_hash)
  ) STRICT, WITHOUT ROWID;
`;
