import { describe, expect, it } from "vitest";
import type { Lydian, PromptPreview } from "../../../library/index.ts";
import { abstained } from "../fixtures/fake-lydian.ts";
import { runWith } from "../fixtures/run-with.ts";

const preview: PromptPreview = {
  model: "ollama:qwen3",
  profile: { name: "brief", hash: "0123456789abcdef" },
  inputTokens: 12,
  request: {
    system: "You answer.\u001b[31m",
    maxOutputTokens: 50,
    sampling: { temperature: 0 },
    messages: [{ role: "user", text: "Question: why?" }],
  },
};

describe("lydian prompt show", () => {
  it("prints model, profile, limits and every text, without control characters", async () => {
    const args = ["prompt", "show", "why?", "--model", "ollama:qwen3", "--profile", "brief"];
    const { code, out, opened } = await runWith(args, { prompt: async () => preview });
    expect(code).toBe(0);
    expect(opened[0]?.settings?.answer).toEqual({ model: "ollama:qwen3", profile: "brief" });
    expect(out).toBe(
      [
        'model: ollama:qwen3; profile: brief (0123456789ab); 12 tokens; {"maxOutputTokens":50,"sampling":{"temperature":0}}',
        "\n--- system\nYou answer.\n\n--- user\nQuestion: why?",
      ].join("\n"),
    );
  });

  it("prints the reason if nothing would be sent to the model", async () => {
    const { request: _, ...rest } = preview;
    const { out } = await runWith(["prompt", "show", "why?"], {
      prompt: async () => ({ ...rest, reason: "Lydian abstains without asking a model.", abstained }),
    });
    expect(out.replace(/\s+/g, " ")).toBe(
      "No prompt would be sent. Lydian abstains without asking a model. Lydian is not sure enough to answer. The passages found come close, but the evidence is too weak.",
    );
  });
});

describe("lydian profile", () => {
  it("lists the profiles and marks the one that is set", async () => {
    const profiles = async () => [{ name: "brief", origin: "bundled", path: "/p/brief.yaml", isSet: true }] as const;
    const { out } = await runWith(["profile", "list"], { profiles });
    expect(out).toMatch(/brief +yes +Lydian +\/p\/brief\.yaml/);
  });

  it("prints a profile as YAML or as JSON", async () => {
    const profile = { name: "brief", hash: "00", tone: "kind" };
    const calls: Partial<Lydian> = { profile: async (name) => ({ ...profile, name: name ?? "set" }) };
    expect((await runWith(["profile", "show", "brief"], calls)).out).toBe('name: brief\nhash: "00"\ntone: kind');
    expect(JSON.parse((await runWith(["profile", "show", "--json"], calls)).out)).toEqual({ ...profile, name: "set" });
  });
});
