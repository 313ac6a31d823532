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

/** One sentence for each link of a Markdown file that leads nowhere. */
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

/** Rooms without a heading, then headings without a room. */
function roomsOutOfStep(text: string, rooms: readonly string[]): readonly string[] {
  const named = headings(text).flatMap((heading) =>
    [...heading.matchAll(/`([a-z-]+)\/`/g)].map(([, room = ""]) => room),
  );
  return [...rooms.filter((room) => !named.includes(room)), ...named.filter((room) => !rooms.includes(room))];
}

/** One sentence for each decision record whose number is not the next one, or not that of its title. */
function misnumbered(records: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  const sorted = [...records].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.flatMap(({ path, text }, index) => {
    const number = index + 1;
    const [name = ""] = path.split("/").slice(-1);
    if (!name.startsWith(`${String(number).padStart(4, "0")}-`)) return [`${path} should have the number ${number}`];
    return text.startsWith(`# ${number}. `) ? [] : [`${path} should begin with "# ${number}. "`];
  });
}

/** Links whose words name another decision than the one that they lead to. */
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

  it("have no dead link", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(({ path, text }) => deadLinks(path, text))).toEqual([]);
  });

  it("number the decisions one after the other, each once, and name them by their numbers", () => {
    const records = files.filter(({ path }) => /^docs\/decisions\/\d/.test(path));
    expect(records.length).toBeGreaterThan(20);
    expect(misnumbered(records)).toEqual([]);
    expect(files.flatMap(({ path, text }) => misnamedDecisions(path, text))).toEqual([]);
  });

  it("would be refused with a number twice, left out, or named otherwise", () => {
    const record = (name: string, text: string) => ({ path: `docs/decisions/${name}.md`, text });
    expect(misnumbered([record("0001-a", "# 1. A"), record("0001-b", "# 1. B")])).toHaveLength(1);
    expect(misnumbered([record("0002-a", "# 2. A")])).toHaveLength(1);
    expect(misnumbered([record("0001-a", "# 2. A")])).toHaveLength(1);
    expect(misnamedDecisions("README.md", "[decision 2](docs/decisions/0003-c.md)")).toHaveLength(1);
  });

  it("would be refused with a dead link", () => {
    expect(deadLinks("README.md", "[a](docs/nowhere.md)")).toHaveLength(1);
    expect(deadLinks("README.md", "# There\n[a](#nowhere) [b](#there)")).toHaveLength(1);
  });

  it("give every room of the source a heading in ARCHITECTURE.md, and no other", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      roomsOutOfStep(
        text,
        folders.map(({ name }) => name),
      ),
    ).toEqual([]);
  });

  it("would be refused with a room that has no heading, and with a heading that has no room", () => {
    expect(roomsOutOfStep("### `core/` — What?\n### `gone/` — Why?", ["core", "new"])).toEqual(["new", "gone"]);
  });
});
