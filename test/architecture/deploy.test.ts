import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "./source-files.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const isThere = (path: string) => existsSync(join(root, path));

/** Folders that a clone does not have until it is built. */
const BUILT = ["dist", "node_modules"];

describe("the container", () => {
  it("has a Dockerfile without lint errors, and an error in it is reported", () => {
    const findings = (dockerfile: string) => validate(dockerfile).map(({ message }) => message);
    const dockerfile = read("Dockerfile");
    expect(findings(dockerfile)).toEqual([]);
    expect(findings(dockerfile.replace("WORKDIR /lydian", "WORKDIR lydian"))).toHaveLength(1);
    expect(findings(dockerfile.replace("EXPOSE", "EXPSOE"))).toHaveLength(1);
  });

  it("is built from existing files, and its context leaves out none of them", () => {
    const dockerfile = read("Dockerfile");
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.*) \S+$/gm)].flatMap(([, paths = ""]) =>
      paths.split(" "),
    );
    expect(copied.length).toBeGreaterThan(4);
    const sources = copied.map((path) => path.replace("/lydian/", ""));
    expect(sources.filter((path) => !BUILT.includes(path) && !isThere(path))).toEqual([]);
    const context = [...read(".dockerignore").matchAll(/^!(.*)$/gm)].map(([, path = ""]) => path);
    expect(context.filter((path) => !isThere(path))).toEqual([]);
    const needed = [
      ...sources.filter((path) => !BUILT.includes(path)),
      "package-lock.json",
      "scripts",
      "src",
      ".npmrc",
    ];
    expect(needed.filter((path) => !context.includes(path))).toEqual([]);
  });

  it("contains the files of the package, and runs without privileges", () => {
    const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(read("package.json")));
    const dockerfile = read("Dockerfile");
    const data = files.filter((path) => !path.includes("."));
    expect(data.filter((path) => !dockerfile.includes(`/lydian/${path}`))).toEqual([]);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  it("has a read-only root file system in the example", () => {
    const service = z.object({
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal("ALL")]),
      tmpfs: z.array(z.string()),
    });
    const compose = z.object({ services: z.object({ lydian: service }) });
    expect(compose.safeParse(parse(read("examples/deploy/compose.yaml"))).success).toBe(true);
  });
});

describe("the service's unit", () => {
  it("has only settings of a known form, and its own user", () => {
    const lines = read("examples/deploy/lydian.service")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines.filter((line) => !/^(\[\w+\]|\w+=.*)$/.test(line))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(["DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"]));
  });
});

describe("the alerts", () => {
  const rule = z.object({
    alert: z.string(),
    expr: z.string(),
    for: z.string().optional(),
    labels: z.object({ severity: z.enum(["page", "ticket"]) }),
    annotations: z.object({ summary: z.string() }),
  });
  const alerts = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule) })) });

  it("use metrics that the server offers and the reference explains", () => {
    const { groups } = alerts.parse(parse(read("examples/deploy/alerts.yaml")));
    const named = (text: string) =>
      [...text.matchAll(/\blydian_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, ""));
    const asked = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => named(expr))));
    const given = new Set(named(read("src/apps/http/metrics.ts")));
    const explained = new Set(named(read("docs/reference/metrics.md")));
    expect(asked.size).toBeGreaterThan(3);
    expect([...asked].filter((name) => !given.has(name))).toEqual([]);
    expect([...given].filter((name) => !explained.has(name))).toEqual([]);
    expect([...explained].filter((name) => !given.has(name))).toEqual([]);
  });
});
