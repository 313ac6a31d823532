import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseProfile } from "../../src/config/parse-profile.ts";
import { readSettingsFile } from "../../src/config/read-settings-file.ts";
import { parseGuardPolicy } from "../../src/guard/index.ts";
import { sourceFiles } from "./source-files.ts";

/** Returns the YAML blocks of a Markdown text. */
const yamlBlocks = (text: string) => [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = ""]) => block);

/** Returns a policy with one rule for the replies of models. */
const policyOf = (rule: string) =>
  `stages:\n  output:\n    guards:\n      - ${rule.trim().replaceAll("\n", "\n        ")}\n`;

/** Reads an example as Lydian would: as a policy, a rule of a policy, a profile or settings. */
async function readExample(block: string, settings: string): Promise<void> {
  if (/^stages:/m.test(block)) await parseGuardPolicy(block);
  else if (block.startsWith("guard: ")) await parseGuardPolicy(policyOf(block));
  else if (/^# .*profiles\/\w+\.yaml$/m.test(block)) await parseProfile("example", "example.yaml", Buffer.from(block));
  else {
    writeFileSync(settings, block);
    await readSettingsFile(settings);
  }
}

/** Returns a sentence for each example that Lydian would refuse. */
async function refusedExamples(path: string, text: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "lydian-"));
  const refused: string[] = [];
  for (const block of yamlBlocks(text)) {
    try {
      await readExample(block, join(folder, "settings.yaml"));
    } catch (error) {
      refused.push(`${path}: ${String(error)}`);
    }
  }
  rmSync(folder, { recursive: true });
  return refused;
}

describe("the policies, profiles and settings of the guides and the reference", () => {
  const files = sourceFiles(["docs/guides", "docs/reference"], [".md"]);

  it("are read as they are printed", async () => {
    expect(files.flatMap(({ text }) => yamlBlocks(text)).length).toBeGreaterThan(20);
    const refused = await Promise.all(files.map(({ path, text }) => refusedExamples(path, text)));
    expect(refused.flat()).toEqual([]);
  });

  it.each([
    ["a policy", "stages:\n  input:\n    guard: crisis\n"],
    ["a rule", "guard: length\noption: {}\n"],
    ["a profile", "# .lydian/profiles/a.yaml\ntoone: friendly\n"],
    ["settings", "anwser:\n  threshold: 0.4\n"],
  ])("report %s with an unknown key", async (_, block) => {
    expect(await refusedExamples("a.md", `\`\`\`yaml\n${block}\`\`\`\n`)).toHaveLength(1);
  });
});
