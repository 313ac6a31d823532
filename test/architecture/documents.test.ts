import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { root, sourceFiles } from "./source-files.ts";

/** Links of a Markdown text that lead into the project: `[file, heading]`. */
function localLinks(text: string): readonly (readonly [string, string])[] {
  const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => [target.split("#")[0] ?? "", target.split("#")[1] ?? ""] as const);
}

const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const headings = (text: string) =>
  [...text.replace(/```[\s\S]*?```/g, "").matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading = ""]) => heading);

/** Returns a sentence for each link of a Markdown file that leads nowhere. */
function deadLinks(path: string, text: string): readonly string[] {
  return localLinks(text).flatMap(([file, heading]) => {
    const target = file === "" ? path : normalize(join(dirname(path), file));
    if (!existsSync(join(root, target))) return [`${path} links to ${file}, which does not exist`];
    if (heading === "" || !target.endsWith(".md")) return [];
    const there = target === path ? text : readFileSync(join(root, target), "utf8");
    return headings(there).map(slug).includes(heading)
      ? []
      : [`${path} links to ${target}#${heading}, which does not exist`];
  });
}

/** Returns the paths below `src/` that a text names in backticks and that do not exist. */
function missingFiles(text: string): readonly string[] {
  const named = [...text.matchAll(/`([a-z-]+\/[a-z/-]+\.ts)`/g)].map(([, path = ""]) => path);
  return named.filter((path) => !existsSync(join(root, "src", path)));
}

/** Returns the rooms without a heading, then the headings without a room. */
function roomsOutOfStep(text: string, rooms: readonly string[]): readonly string[] {
  const named = headings(text).flatMap((heading) =>
    [...heading.matchAll(/`([a-z-]+)\/`/g)].map(([, room = ""]) => room),
  );
  return [...rooms.filter((room) => !named.includes(room)), ...named.filter((room) => !rooms.includes(room))];
}

interface DecisionRecord {
  readonly path: string;
  readonly text: string;
}

/** Returns the file name that follows from a record's number and title, without the ending. */
function recordName(number: number, title: string): string {
  const words =
    title
      .toLowerCase()
      .replaceAll("'", "")
      .match(/[a-z0-9]+/g) ?? [];
  return `${String(number).padStart(4, "0")}-${words.join("-")}`;
}

/** Returns the number and title from a record's first line, `# 7. Title`. */
function readHeading(text: string): { readonly number: number; readonly title: string } | undefined {
  const [, number, title] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
  return number === undefined || title === undefined ? undefined : { number: Number(number), title };
}

/** Returns a sentence for each record with a wrong heading or file name, a number used twice, or a missing part. */
function malformedRecords(records: readonly DecisionRecord[]): readonly string[] {
  const numbers = new Set<number>();
  return records.flatMap(({ path, text }) => {
    const heading = readHeading(text);
    if (heading === undefined) return [`${path} should begin with "# NUMBER. TITLE"`];

    const faults: string[] = [];
    const name = `${recordName(heading.number, heading.title)}.md`;
    if (!path.endsWith(`/${name}`)) faults.push(`${path} should be called ${name}`);
    if (numbers.has(heading.number)) faults.push(`${path} uses the number ${heading.number} again`);
    numbers.add(heading.number);
    return [...faults, ...missingParts({ path, text })];
  });
}

/** Returns a sentence for each part that a record lacks. */
function missingParts({ path, text }: DecisionRecord): readonly string[] {
  const faults: string[] = [];
  if (!/^- \*\*Status:\*\* (accepted|replaced by \[\d+\])/m.test(text)) faults.push(`${path} has no status`);
  if (!/^- \*\*Date:\*\* \d{4}-\d{2}-\d{2}$/m.test(text)) faults.push(`${path} has no date`);
  for (const part of ["Context", "Decision", "Alternatives", "Consequences"]) {
    const [, section] = text.split(`\n## ${part}\n`);
    if (section === undefined) faults.push(`${path} has no section "${part}"`);
    else if (/^\s*(#|$)/.test(section)) faults.push(`${path} says nothing in the section "${part}"`);
  }
  return faults;
}

/** Returns a sentence for each record that the index lists wrongly or not at all, and each gap it does not explain. */
function indexFaults(records: readonly DecisionRecord[], index: string): readonly string[] {
  const headings = records.flatMap(({ text }) => readHeading(text) ?? []);
  const unlisted = records.flatMap(({ path, text }) => {
    const heading = readHeading(text);
    const [, status = ""] = /^- \*\*Status:\*\* (.*?)(?:\. .*)?$/m.exec(text) ?? [];
    const row = `| ${heading?.number} | [${heading?.title}](${path.split("/").at(-1)}) | ${status} |`;
    return index.includes(`\n${row}\n`) ? [] : [`the index lacks the row ${row}`];
  });

  const numbers = new Set(headings.map(({ number }) => number));
  const isMerged = (number: number) => new RegExp(`^\\| ${number} \\| [^|]+ \\| \\[\\d+\\]\\(`, "m").test(index);
  const gaps = Array.from({ length: Math.max(0, ...numbers) }, (_, before) => before + 1).filter(
    (number) => !numbers.has(number) && !isMerged(number),
  );
  return [...unlisted, ...gaps.map((number) => `the index does not say what became of record ${number}`)];
}

/** Returns the links whose text names another decision than their target. */
function misnamedDecisions(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\[decision (\d+)\]\([^)]*?(\d{4})-[^)]*\)/g)].flatMap(([link, said, meant]) =>
    Number(said) === Number(meant) ? [] : [`${path}: ${link}`],
  );
}

describe("the documents", () => {
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  const files = [
    ...top.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
    ...sourceFiles(["docs", "models"], [".md"]),
  ];

  it("have no broken links", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(({ path, text }) => deadLinks(path, text))).toEqual([]);
  });

  const records = files.filter(({ path }) => /^docs\/decisions\/\d/.test(path));

  it("give each decision record its own number, a file name that follows its title, a status and a date", () => {
    expect(records.length).toBeGreaterThan(20);
    expect(malformedRecords(records)).toEqual([]);
  });

  it("list each decision record in the index, and name each missing number as merged", () => {
    expect(indexFaults(records, readFileSync(join(root, "docs/decisions/README.md"), "utf8"))).toEqual([]);
  });

  it("link to a decision by its number", () => {
    expect(files.flatMap(({ path, text }) => misnamedDecisions(path, text))).toEqual([]);
  });

  const record = (name: string, heading: string): DecisionRecord => ({
    path: `docs/decisions/${name}.md`,
    text: `${heading}\n\n- **Status:** accepted\n- **Date:** 2026-11-25\n\n## Context\n\nC\n\n## Decision\n\nD\n\n## Alternatives\n\nA\n\n## Consequences\n\nE\n`,
  });

  it("are rejected if a record is misnamed, repeats a number, or lacks a part", () => {
    const first = record("0001-use-a", "# 1. Use A");
    expect(malformedRecords([first])).toEqual([]);
    expect(malformedRecords([record("0002-use-a", "# 1. Use A")])).toHaveLength(1);
    expect(malformedRecords([record("0001-use-b", "# 1. Use A")])).toHaveLength(1);
    expect(malformedRecords([first, record("0001-use-b", "# 1. Use B")])).toHaveLength(1);
    expect(malformedRecords([{ ...first, text: "# 1. Use A\n" }])).toHaveLength(6);
    const withoutAlternative = first.text.replace("\nA\n", "");
    expect(malformedRecords([{ ...first, text: withoutAlternative }])).toHaveLength(1);
    expect(malformedRecords([{ ...first, text: "Use A" }])).toHaveLength(1);
    expect(misnamedDecisions("README.md", "[decision 2](docs/decisions/0003-c.md)")).toHaveLength(1);
  });

  it("are rejected if the index lacks a record or does not explain a missing number", () => {
    const records = [record("0001-use-a", "# 1. Use A"), record("0003-use-c", "# 3. Use C")];
    const rows = "\n| 1 | [Use A](0001-use-a.md) | accepted |\n| 3 | [Use C](0003-use-c.md) | accepted |\n";
    const merged = "| 2 | Use B | [1](0001-use-a.md) |\n";
    expect(indexFaults(records, rows + merged)).toEqual([]);
    expect(indexFaults(records, rows)).toHaveLength(1);
    expect(indexFaults(records, merged)).toHaveLength(2);
    expect(indexFaults(records, rows.replaceAll("accepted", "replaced") + merged)).toHaveLength(2);
  });

  it("are rejected with a broken link", () => {
    expect(deadLinks("README.md", "[a](docs/nowhere.md)")).toHaveLength(1);
    expect(deadLinks("README.md", "# There\n[a](#nowhere) [b](#there)")).toHaveLength(1);
  });

  it("have a heading in ARCHITECTURE.md for every room of the source, and for nothing else", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const rooms = ["src", "src/engine"].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    );
    expect(roomsOutOfStep(text, rooms)).toEqual([]);
  });

  it("name only files in ARCHITECTURE.md that exist", () => {
    expect(missingFiles(readFileSync(join(root, "ARCHITECTURE.md"), "utf8"))).toEqual([]);
    expect(missingFiles("Read `engine/answer/ask.ts` and `engine/gone.ts`.")).toEqual(["engine/gone.ts"]);
  });

  it("are rejected if a room has no heading, or a heading has no room", () => {
    expect(roomsOutOfStep("### `core/` — What?\n### `gone/` — Why?", ["core", "new"])).toEqual(["new", "gone"]);
  });
});
