// Prints the measurements of the engines, with a table for each scenario.

const SCENARIOS = {
  "BM25 top 50, 8 words as written": { kind: "asWritten", truth: "asWritten" },
  "BM25 top 50, 8 words without the 50 commonest": { kind: "rarer", truth: "rarer" },
  "vector top 10": { kind: "vectors", truth: "vectors" },
  "vector top 10, exact": { kind: "exactVectors", truth: "vectors" },
  "hybrid: BM25 and vectors, 100 of each, fused to 10": { kind: "hybrid" },
  "vector top 10 in three of four chunks, the filter remembered": { kind: "filteredVectors" },
  "vector top 10 in three of four chunks, a new filter each time": { kind: "newlyFilteredVectors" },
};

/** Returns the share of the top hits that are right, or score as well as the last right one. */
function shareOf({ rows }, truth) {
  const shares = rows.map((found, index) => {
    const { rows: right, asGood } = truth[index];
    const good = new Set(asGood);
    return found.slice(0, right.length).filter((row) => good.has(row)).length / right.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * Returns the rows of a scenario: Lydian's first, then in the order of `engines.mjs`. An engine that failed has a row,
 * too.
 */
export function scenariosOf(results, { truth, chunks }) {
  const tables = {};
  for (const [scenario, { kind, truth: right }] of Object.entries(SCENARIOS)) {
    const ran = results.filter(({ measured }) => measured?.[kind] !== undefined);
    const [fastest] = ran.filter(({ engine }) => engine.module === "lydian");
    const rowOf = ({ engine, measured, sizes, colds, notRun }) => {
      if (notRun !== undefined) return { engine: engine.name, notRun };
      const { medianMs, p95Ms, cpuMs, asked, rows } = measured[kind];
      return {
        engine: engine.name,
        medianMs,
        p95Ms,
        cpuMs,
        coldMs: colds[kind],
        timesLydian: fastest === undefined ? undefined : medianMs / fastest.measured[kind].medianMs,
        right: right === undefined ? undefined : shareOf({ rows }, truth[right]),
        memoryBytesPerChunk: sizes.residentBytes / chunks,
        indexBytesPerChunk: sizes.indexBytes / chunks,
        buildSeconds: sizes.buildSeconds,
        asked,
        note: engine.note,
      };
    };
    const couldNot = results.filter(
      ({ engine, notRun }) => notRun !== undefined && engine.scenarios.includes(wayOf(kind)),
    );
    tables[scenario] = [...ran, ...couldNot].map(rowOf);
  }
  return tables;
}

const wayOf = (kind) => (kind === "asWritten" || kind === "rarer" ? "words" : kind);

/** Formats a number with three significant digits, so that columns can be compared at a glance. */
const short = (value) => (typeof value === "number" ? Number(value.toPrecision(3)) : value);

export function printReport({ scenarios, opening, profiles, ...about }) {
  console.log(
    Object.entries(about)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
  );
  for (const [scenario, rows] of Object.entries(scenarios)) {
    console.log(`\n${scenario}`);
    console.table(
      Object.fromEntries(
        rows.map(({ engine, ...row }) => [
          engine,
          Object.fromEntries(
            Object.entries(row)
              .filter(([, value]) => value !== undefined)
              .map(([name, value]) => [name, short(value)]),
          ),
        ]),
      ),
    );
  }
  if (opening !== undefined) printOpening(opening);
  for (const [kind, shares] of Object.entries(profiles ?? {})) {
    console.log(`\nwhere Lydian's time goes: ${kind}`);
    for (const [name, share] of Object.entries(shares))
      console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`);
  }
}

function printOpening({ codes, ...opening }) {
  for (const [what, { openMs, readMs, times, megabytes }] of Object.entries(opening))
    console.log(
      `\n${what}: ${openMs.toFixed(0)} ms to the first hybrid answer, ${times.toFixed(2)} times reading its ${megabytes.toFixed(0)} MB (${readMs.toFixed(0)} ms)`,
    );
  console.log(
    `hybrid p95 ${codes.hybridP95Ms.toFixed(2)} ms, ${codes.times.toFixed(2)} times reading the one-bit codes once (${codes.codesMs.toFixed(2)} ms)`,
  );
}
