// Who may call whom (ARCHITECTURE.md). Tests may import what they test; nothing may import a test.
const test = "\\.test\\.ts$";
const core = "^src/core/(index|schemas/index)\\.ts$";
const doorsOf = (rooms) => `^src/(${rooms.join("|")})/index\\.ts$`;

/** Each room, and the rooms whose doors it may use besides that of `core`. */
const rooms = {
  "engine/text": [],
  "engine/prompt": [],
  "engine/formats": ["engine/text"],
  "engine/ingest": ["engine/text", "engine/kernel"],
  "engine/search": ["engine/text", "engine/prompt", "engine/kernel"],
  "engine/verify": ["engine/text", "engine/prompt"],
  "engine/answer": ["engine/text", "engine/prompt", "engine/kernel", "engine/search", "engine/verify"],
  "engine/survey": ["engine/text", "engine/prompt", "engine/answer", "engine/verify"],
  guard: ["engine/text"],
  config: [],
  library: ["guard", "engine/(text|prompt|kernel|ingest|search|verify|answer|survey)"],
  server: ["library", "engine/ingest"],
  evaluate: ["library", "guard"],
  "apps/present": [],
  "apps/cli": ["library", "server", "config", "evaluate", "apps/present"],
  "apps/http": ["library", "server", "config", "apps/present"],
  "apps/mcp": ["library", "server", "apps/present"],
  testing: ["engine/text", "engine/kernel"],
};

/** The parts of a room that may import another part of it. All others are joined by the files of the room itself. */
const parts = {
  "engine/kernel": {
    loops: ["segment"],
    lexical: ["segment", "select", "loops"],
    vector: ["segment", "select", "loops"],
    filter: ["segment", "select"],
    condition: ["segment", "select", "lexical"],
    snapshot: ["segment", "select", "lexical", "filter"],
    merge: ["segment", "select", "snapshot"],
    commit: ["segment", "snapshot", "merge", "vector"],
  },
  "engine/ingest": {
    load: ["source", "chunk"],
    commit: ["load", "embed"],
    rechunk: ["chunk", "embed"],
    watch: ["commit"],
  },
  "engine/search": { find: ["expand"] },
  "engine/answer": { abstain: ["extract"], conflicts: ["extract"] },
  "engine/verify": { weigh: ["checks"] },
  "engine/survey": { reduce: ["choose"] },
  guard: {
    checks: ["matching", "normalise"],
    matching: ["normalise"],
    run: ["normalise"],
    mask: ["run"],
    stream: ["run"],
    around: ["checks", "run", "mask", "stream", "policy"],
  },
};
/** Rooms whose parts are formats or groups of calls: these use one another, without cycles. */
const openRooms = ["engine/formats", "library", "core", "apps", "adapters"];

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room.replace(/^(engine|apps)\//, "")}-calls-only-its-neighbours`,
  severity: "error",
  from: { path: `^src/${room}/`, pathNot: test },
  to: {
    path: "^src/",
    pathNot: [`^src/${room}/`, core, ...(allowed.length === 0 ? [] : [doorsOf(allowed)])],
  },
}));

const listedParts = Object.entries(parts).flatMap(([room, listed]) =>
  Object.entries(listed).map(([part, allowed]) => ({ room, part, allowed })),
);
const isListed = `^src/(${listedParts.map(({ room, part }) => `${room}/${part}`).join("|")})/`;
const partRules = [
  ...listedParts.map(({ room, part, allowed }) => ({
    name: `${part}-uses-only-some-parts-of-${room.replace("engine/", "")}`,
    severity: "error",
    from: { path: `^src/${room}/${part}/`, pathNot: test },
    to: { path: `^src/${room}/[^/]+/`, pathNot: `^src/${room}/(${[part, ...allowed].join("|")})/` },
  })),
  {
    name: "parts-do-not-import-one-another",
    severity: "error",
    from: {
      path: "^src/(engine/[^/]+|(?!engine/)[^/]+)/([^/]+)/",
      pathNot: [test, isListed, `^src/(${openRooms.join("|")})/`],
    },
    to: { path: "^src/$1/[^/]+/", pathNot: "^src/$1/$2/" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolved", severity: "error", from: { pathNot: test }, to: { couldNotResolve: true } },
    { name: "nothing-imports-a-test", severity: "error", from: { pathNot: test }, to: { path: test } },
    {
      name: "core-imports-zod-only",
      severity: "error",
      from: { path: "^src/core/", pathNot: test },
      to: { pathNot: ["^src/core/", "(^|/)node_modules/zod/"] },
    },
    {
      // Whatever imports `core` would load zod, a worker thread as well as a short command.
      name: "core-loads-zod-in-its-schemas-only",
      severity: "error",
      from: { path: "^src/core/", pathNot: [test, "^src/core/schemas/"] },
      to: { path: "(^src/core/schemas|(^|/)node_modules/zod)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "kernel-imports-core-only",
      severity: "error",
      from: { path: "^src/engine/kernel/", pathNot: test },
      to: { pathNot: ["^src/engine/kernel/", "^src/core/index\\.ts$"] },
    },
    ...roomRules,
    ...partRules,
    {
      name: "guards-are-apart",
      severity: "error",
      from: { path: "^src/guard/checks/([^/]+)/", pathNot: test },
      to: { path: "^src/guard/checks/[^/]+/", pathNot: "^src/guard/checks/$1/" },
    },
    {
      name: "page-knows-core-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^src/", pathNot: core },
    },
    {
      name: "page-imports-types-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^src/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "page-folders-are-entered-by-their-door",
      severity: "error",
      from: { path: "^web/([^/]+)", pathNot: test },
      to: { path: "^web/[^/]+/", pathNot: ["^web/$1/", "^web/[^/]+/index\\.ts$", "\\.css$"] },
    },
    {
      name: "nothing-imports-the-page",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^web/" },
    },
    {
      name: "adapters-import-core-only",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)/", pathNot: test },
      to: { path: "^src/", pathNot: ["^src/adapters/$1/", core] },
    },
    {
      name: "only-compose-knows-adapters",
      severity: "error",
      from: { pathNot: ["^src/compose/", test, "^src/adapters/"] },
      to: { path: "^src/adapters/" },
    },
    {
      name: "rooms-are-entered-by-their-door",
      severity: "error",
      from: { path: "^src/((?:engine|adapters|apps)/[^/]+|[^/]+)/", pathNot: test },
      to: {
        path: "^src/",
        pathNot: [
          "^src/$1/",
          "^src/core/schemas/index\\.ts$",
          "^src/((engine|adapters|apps)/)?[^/]+/index\\.ts$",
          // The front door opens a store or a server; the programs themselves start in compose.
          "^src/compose/open\\.ts$",
          // A store that does not open is examined and repaired from outside.
          "^src/library/transfer/(find-damage|repair-collections)\\.ts$",
        ],
      },
    },
    {
      name: "apps-are-apart",
      severity: "error",
      from: { path: "^src/apps/([^/]+)/", pathNot: test },
      to: { path: "^src/apps/", pathNot: ["^src/apps/$1/", "^src/apps/present/index\\.ts$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "fixtures/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
