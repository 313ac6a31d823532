// Lists the engines that are compared. An engine is a file in engines/ with `build` and `open`, which both get its
// `variant`. Engines with the same `home` share one built index. `note` says what a fair comparison must consider.

/**
 * @typedef {{ name: string, module: string, home: string, variant?: string, scenarios: string[], note?: string }}
 * Engine
 */

/** @type {readonly Engine[]} */
export const ENGINES = [
  { name: "Lydian", module: "lydian", home: "lydian", scenarios: ["words", "vectors", "hybrid"] },
  { name: "SQLite FTS5", module: "fts5", home: "fts5", scenarios: ["words"] },
  { name: "MiniSearch", module: "minisearch", home: "minisearch", scenarios: ["words"], note: "BM25+" },
  {
    name: "Orama",
    module: "orama",
    home: "orama-words",
    variant: "words",
    scenarios: ["words"],
    note: "counts a word once",
  },
  { name: "FlexSearch", module: "flexsearch", home: "flexsearch", scenarios: ["words"], note: "its own score" },
  { name: "LanceDB, full text", module: "lancedb", home: "lancedb-words", variant: "words", scenarios: ["words"] },
  {
    name: "sqlite-vec, float",
    module: "sqlite-vec",
    home: "sqlite-vec-float",
    variant: "float",
    scenarios: ["vectors"],
  },
  { name: "sqlite-vec, int8", module: "sqlite-vec", home: "sqlite-vec-int8", variant: "int8", scenarios: ["vectors"] },
  { name: "sqlite-vec, bits", module: "sqlite-vec", home: "sqlite-vec-bits", variant: "bits", scenarios: ["vectors"] },
  {
    name: "sqlite-vec, bits re-scored",
    module: "sqlite-vec",
    home: "sqlite-vec-rescored",
    variant: "rescored",
    scenarios: ["vectors"],
    note: "1,000 candidates",
  },
  { name: "usearch, exact", module: "usearch", home: "usearch-exact", variant: "exact", scenarios: ["vectors"] },
  { name: "usearch, HNSW 64", module: "usearch", home: "usearch", variant: "64", scenarios: ["vectors"] },
  { name: "usearch, HNSW 256", module: "usearch", home: "usearch", variant: "256", scenarios: ["vectors"] },
  { name: "hnswlib, 64", module: "hnswlib", home: "hnswlib", variant: "64", scenarios: ["vectors"] },
  { name: "hnswlib, 256", module: "hnswlib", home: "hnswlib", variant: "256", scenarios: ["vectors"] },
  { name: "LanceDB, scan", module: "lancedb", home: "lancedb-scan", variant: "scan", scenarios: ["vectors"] },
  { name: "LanceDB, HNSW-SQ", module: "lancedb", home: "lancedb-graph", variant: "graph", scenarios: ["vectors"] },
  { name: "Orama", module: "orama", home: "orama-vectors", variant: "vectors", scenarios: ["vectors"] },
  { name: "Vectra", module: "vectra", home: "vectra", scenarios: ["vectors"] },
];

/** Chooses the engines whose name or file begins with a word of the list, and always Lydian. */
export function chooseEngines(only) {
  if (only === undefined) return ENGINES;
  const wanted = only.split(",").map((word) => word.trim().toLowerCase());
  const isWanted = ({ name, module }) =>
    wanted.some((word) => name.toLowerCase().startsWith(word) || module.startsWith(word));
  for (const word of wanted)
    if (!ENGINES.some(({ name, module }) => name.toLowerCase().startsWith(word) || module.startsWith(word)))
      throw new Error(
        `No engine is called ${word}: there are ${[...new Set(ENGINES.map(({ module }) => module))].join(", ")}.`,
      );
  return ENGINES.filter((engine) => engine.module === "lydian" || isWanted(engine));
}
