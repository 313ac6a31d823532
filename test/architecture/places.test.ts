import { describe, expect, it } from "vitest";
import { placeViolations } from "./places.ts";
import { sourceFiles } from "./source-files.ts";

describe("code that uses the environment, the network, a clock or chance", () => {
  it("is only in the places that the rules allow", () => {
    const files = sourceFiles(["src", "web"], [".ts", ".tsx"]).filter(
      ({ path }) => !path.endsWith(".test.ts") && !path.startsWith("src/testing/"),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(placeViolations)).toEqual([]);
  });

  const planted: readonly (readonly [string, string])[] = [
    ["process.env", "const home = process.env.HOME;"],
    ["console", "console.log(1);"],
    ["process.exit", "process.exit(1);"],
    ["SQL", 'const sql = "SELECT text FROM documents";'],
    ["fetch", 'await fetch("https://example.org");'],
    ["a language model call", 'import { generateText } from "ai"; await generateText({});'],
    [
      "a question to a language model (askModel removes the marks of documents from its reply)",
      "generator.generate(request, signal);",
    ],
    ["Date.now", "const now = Date.now();"],
    ["Date.now", "const now = new Date();"],
    ["performance.now", "const now = performance.now();"],
    ["a random number", "const dice = Math.random();"],
    [
      "any number of values as arguments (they lie on the stack; use append, findMax or a loop)",
      "list.push(...items());",
    ],
    [
      "any number of values as arguments (they lie on the stack; use append, findMax or a loop)",
      "const top = Math.max(0, ...values);",
    ],
    [
      "the decision that a text may pass, which is that of mayPass",
      'const isUsable = action === "allow" || action === "redact";',
    ],
    [
      "the decision that a text may pass, which is that of mayPass",
      'if (decision.action !== "redact" && decision.action !== "allow") stop();',
    ],
    ["an error that it drops without a comment on why", "try { work(); } catch { stop(); }"],
    ["an error that it drops without a comment on why", "const names = await readdir(folder).catch(() => []);"],
    ["an error that it drops without a comment on why", "const is = work().then(() => true, () => false);"],
    ["a cast through unknown", "const name = value as unknown as string;"],
  ];
  it("is reported if a route parses what it was given", () => {
    const text = "jobParam.parse(c.req.param());";
    expect(placeViolations({ path: "src/apps/http/routes/planted.ts", text })).toHaveLength(1);
  });

  it("is reported if the front door exports all names of a module", () => {
    const text = 'export type * from "./core/index.ts";\nexport type { Answer } from "./core/index.ts";';
    expect(placeViolations({ path: "src/index.ts", text })).toHaveLength(1);
  });

  it("is reported if it parses JSON without a limit", () => {
    const text = "JSON.parse(line);";
    expect(placeViolations({ path: "src/library/transfer/planted.ts", text })).toHaveLength(1);
  });

  it("is allowed to drop an error if a comment says why, and to throw another error instead", () => {
    const text = [
      "// The next call tries again.",
      "await work().catch(() => undefined);",
      "try { work(); } catch { throw broken(); }",
      "try { work(); } catch { /* A broken outline has no entries. */ }",
    ].join("\n");
    expect(placeViolations({ path: "src/engine/search/planted.ts", text })).toEqual([]);
  });

  it.each(planted)("is reported in a wrong place if it uses %s: %s", (what, text) => {
    expect(placeViolations({ path: "src/engine/search/planted.ts", text })).toEqual([
      `src/engine/search/planted.ts:1 uses ${what}`,
    ]);
  });
});
