// Who may call whom (ARCHITECTURE.md). Tests may import what they test; nothing may import a test.
const test = "\\.test\\.ts$";
const compositionRoots =
  "^src/(wiring/|(serve|write-worker|scan-worker|load-process|doctor|store-health|repair-store)\\.ts$)";
// What can be called and what comes back, without what fulfils it.
const contract = "^src/calls/index\\.ts$";
const onlyRooms = (room, allowed) => ({
  name: `${room}-calls-only-its-neighbours`,
  severity: "error",
  from: { path: `^src/${room}/`, pathNot: test },
  to: { path: "^src/", pathNot: [`^src/${room}/`, "^src/core/index\\.ts$", contract, ...allowed] },
});

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
      name: "core-imports-nothing",
      severity: "error",
      from: { path: "^src/core/", pathNot: test },
      to: { pathNot: "^src/core/" },
    },
    {
      name: "kernel-imports-core-only",
      severity: "error",
      from: { path: "^src/kernel/", pathNot: test },
      to: { pathNot: "^src/(kernel/|core/index\\.ts$)" },
    },
    onlyRooms("text", []),
    onlyRooms("search", ["^src/(text|kernel)/index\\.ts$"]),
    onlyRooms("verify", ["^src/text/index\\.ts$"]),
    onlyRooms("guard", ["^src/(text|verify)/index\\.ts$"]),
    onlyRooms("answer", ["^src/(text|search|verify|kernel)/index\\.ts$"]),
    onlyRooms("survey", ["^src/(text|answer|verify)/index\\.ts$"]),
    onlyRooms("ingest", ["^src/(text|kernel)/index\\.ts$"]),
    onlyRooms("keep", []),
    onlyRooms("calibrate", ["^src/text/index\\.ts$"]),
    onlyRooms("access", []),
    onlyRooms("present", []),
    onlyRooms("jobs", ["^src/contract/index\\.ts$"]),
    onlyRooms("contract", []),
    onlyRooms("record", ["^src/(contract|verify)/index\\.ts$"]),
    onlyRooms("evaluate", []),
    onlyRooms("config", []),
    onlyRooms("calls", ["^src/config/index\\.ts$"]),
    onlyRooms("library", [
      "^src/(text|kernel|ingest|keep|record|access|jobs|search|answer|survey|verify|guard|calibrate)/index\\.ts$",
    ]),
    onlyRooms("apps", [
      "^src/(index|open|doctor|repair-store|serve|serve-mcp)\\.ts$",
      "^src/(config|contract|evaluate|present)/index\\.ts$",
    ]),
    {
      name: "page-knows-core-and-contract-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^src/", pathNot: "^src/(core|contract)/index\\.ts$" },
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
      to: { path: "^src/", pathNot: ["^src/adapters/$1/", "^src/core/index\\.ts$"] },
    },
    {
      name: "only-composition-roots-know-adapters",
      severity: "error",
      from: { pathNot: [compositionRoots, test, "^src/adapters/"] },
      to: { path: "^src/adapters/" },
    },
    {
      name: "rooms-are-entered-by-their-door",
      severity: "error",
      from: { path: "^src/([^/]+)", pathNot: test },
      to: {
        path: "^src/[^/]+/",
        pathNot: [
          "^src/$1/",
          "^src/[^/]+/index\\.ts$",
          "^src/(adapters|apps)/[^/]+/index\\.ts$",
          // The loaders' libraries are large, and only the loader's process needs them.
          "^src/ingest/load/index\\.ts$",
        ],
      },
    },
    {
      name: "parts-do-not-share-their-insides",
      severity: "error",
      from: { path: "^src/(?!core|adapters|apps)([^/]+)/([^/]+)/", pathNot: test },
      to: { path: "^src/$1/[^/]+/", pathNot: ["^src/$1/$2/", "^src/$1/[^/]+/index\\.ts$"] },
    },
    {
      name: "apps-are-apart",
      severity: "error",
      from: { path: "^src/apps/([^/]+)/" },
      to: { path: "^src/apps/", pathNot: "^src/apps/$1/" },
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
