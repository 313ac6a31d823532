import { describe, expect, it } from "vitest";
import type { Lydian, OpenOptions, PromptPreview } from "../../../lydian.ts";
import { fakeLydian } from "../fixtures/fake-lydian.ts";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runCli } from "../run-cli.ts";

async function run(args: readonly string[], calls: Partial<Lydian>) {
  const terminal = fakeTerminal();
  const opened: OpenOptions[] = [];
  const code = await runCli({
    args,
    version: "1.2.3",
    services: {
      terminal,
      signal: new AbortController().signal,
      open: async (options) => {
        opened.push(options);
        return fakeLydian(calls);
      },
      runDoctor: async () => ({ checks: [] }),
      repairStore: async () => undefined,
    },
  });
  return { code, out: terminal.stdout(), opened };
}

const preview: PromptPreview = {
  ...{ model: "ollama:qwen3", profile: { name: "brief", hash: "0123456789abcdef" }, inputTokens: 12 },
  request: {
    ...{ system: "You answer.\u001b[31m", maxOutputTokens: 50, sampling: { temperature: 0 } },
    messages: [{ role: "user", text: "Question: why?" }],
  },
};

describe("lydian prompt show", () => {
  it("shows model, profile, limits and every text, without what could drive the terminal", async () => {
    const args = ["prompt", "show", "why?", "--model", "ollama:qwen3", "--profile", "brief"];
    const { code, out, opened } = await run(args, { prompt: async () => preview });
    expect(code).toBe(0);
    expect(opened[0]?.settings?.answer).toEqual({ model: "ollama:qwen3", profile: "brief" });
    expect(out).toBe(
      [
        'model: ollama:qwen3; profile: brief (0123456789ab); 12 tokens; {"maxOutputTokens":50,"sampling":{"temperature":0}}',
        "\n--- system\nYou answer.\n\n--- user\nQuestion: why?",
      ].join("\n"),
    );
  });

  it("says why nothing would be sent", async () => {
    const { request: _, ...rest } = preview;
    const { out } = await run(["prompt", "show", "why?"], { prompt: async () => ({ ...rest, reason: "Too weak." }) });
    expect(out).toBe("Too weak.");
  });
});

describe("lydian profile", () => {
  it("lists profiles, and which one is set", async () => {
    const profiles = async () => [{ name: "brief", origin: "bundled", path: "/p/brief.yaml", isSet: true }] as const;
    const { out } = await run(["profile", "list"], { profiles });
    expect(out).toMatch(/brief +yes +Lydian +\/p\/brief\.yaml/);
  });

  it("shows one as YAML, or as JSON", async () => {
    const profile = { name: "brief", hash: "00", tone: "kind" };
    const calls: Partial<Lydian> = { profile: async (name) => ({ ...profile, name: name ?? "set" }) };
    expect((await run(["profile", "show", "brief"], calls)).out).toBe('name: brief\nhash: "00"\ntone: kind');
    expect(JSON.parse((await run(["profile", "show", "--json"], calls)).out)).toEqual({ ...profile, name: "set" });
  });
});
