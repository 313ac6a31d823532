import { writeFileSync } from "node:fs";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText } from "ai";
import { openLydianServer } from "lydian";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ChatServer, startChatServer } from "../fixtures/start-chat-server.ts";
import { temporaryFolder } from "../run-lydian.ts";
import { type RunningLydian, startServer } from "../start-server.ts";

const asked = "What does a lost key cost?";
let folder: ReturnType<typeof temporaryFolder>;
let server: RunningLydian;
let withModel: RunningLydian;
let model: ChatServer;
let keys: { readonly board: string; readonly reader: string };

const clientOf = (running: RunningLydian, apiKey = "none") =>
  new OpenAI({ baseURL: `${running.url}/v1`, apiKey, maxRetries: 0 });
const client = () => clientOf(server);
const lydianField = z.looseObject({
  lydian: z.looseObject({
    status: z.string(),
    searchedAs: z.string().optional(),
    citations: z.array(z.unknown()).optional(),
  }),
});
const citation = z.object({
  type: z.literal("url_citation"),
  url_citation: z.object({ start_index: z.int(), end_index: z.int(), title: z.string(), url: z.string() }),
});

beforeAll(async () => {
  folder = temporaryFolder();
  model = await startChatServer();
  const withKeys = await openLydianServer({ store: `${folder.path}/store` });
  const { lydian } = withKeys;
  await lydian.add([
    { uri: "memo:keys", title: "Keys", content: "# Keys\n\nA lost key costs €15. The front desk replaces it." },
    {
      uri: "memo:hours",
      content: "On Saturday the front desk is open from 9:00. On Sundays the front desk is open from 10:00.",
    },
  ]);
  await lydian.add([{ uri: "memo:board", content: "The secret project is called Heron." }], {
    collection: "board",
    accessLabels: ["board"],
  });
  const scope = { kind: "labels", labels: ["board"] } as const;
  const board = await withKeys.addKey({ name: "board", scope });
  const reader = await withKeys.addKey({ name: "reader", collections: ["default"] });
  keys = { board: board.token, reader: reader.token };
  await lydian.close();
  server = await startServer(folder.path, ["--store", `${folder.path}/store`]);
});
afterAll(async () => {
  await server?.stop();
  await withModel?.stop();
  await model.close();
  folder.remove();
});

async function startWithModel(): Promise<RunningLydian> {
  const settings = {
    answer: { model: `openai-compatible:${model.url}#m`, threshold: 0 },
    rerank: { budgetMs: 600_000 },
  };
  writeFileSync(`${folder.path}/store/settings.yaml`, JSON.stringify(settings));
  return startServer(folder.path, ["--store", `${folder.path}/store`]);
}

describe("OpenAI's own client", () => {
  it("lists the collections as models and finds one by its name", async () => {
    const models = await client().models.list();
    expect(models.data.map(({ id }) => id)).toEqual(["lydian/board", "lydian/default"]);
    expect(await client().models.retrieve("lydian/default")).toMatchObject({ id: "lydian/default", object: "model" });
    await expect(client().models.retrieve("lydian/none")).rejects.toMatchObject({ status: 404 });
  });

  it("gets an answer whose annotations mark its sentences, with a list of the sources", async () => {
    const completion = await client().chat.completions.create({
      model: "lydian/default",
      messages: [
        { role: "system", content: "You are a pirate." },
        { role: "user", content: asked },
      ],
    });
    const [choice] = completion.choices;
    const content = choice?.message.content ?? "";
    expect(content).toBe("A lost key costs €15. [1]\n\nSources:\n- [1] Keys (memo:keys)");
    const [annotation] = z.array(citation).parse(choice?.message.annotations);
    expect(annotation?.url_citation).toMatchObject({ title: "Keys", url: "memo:keys" });
    const { start_index: start = 0, end_index: end = 0 } = annotation?.url_citation ?? {};
    expect(content.slice(start, end)).toBe("A lost key costs €15. [1]");
    expect(completion.usage?.prompt_tokens).toBeGreaterThan(0);
    expect(lydianField.parse(completion).lydian).toMatchObject({
      status: "grounded",
      citations: [{ quote: "A lost key costs €15." }],
    });
  });

  it("gets the same text as a stream, then the citations, the answer and the usage", async () => {
    const stream = await client().chat.completions.create({
      model: "lydian/default",
      messages: [{ role: "user", content: asked }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    const seen: unknown[] = [];
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      seen.push(chunk);
    }
    expect(text).toBe("A lost key costs €15. [1]\n\nSources:\n- [1] Keys (memo:keys)");
    expect(seen).toContainEqual(
      expect.objectContaining({ choices: [expect.objectContaining({ delta: { annotations: [expect.anything()] } })] }),
    );
    expect(seen.at(-2)).toMatchObject({ choices: [{ finish_reason: "stop" }], lydian: { status: "grounded" } });
    expect(seen.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 0 } });
    for (const chunk of seen.slice(0, -1)) expect(chunk).toMatchObject({ usage: null });
  });

  it("gets an abstention as content and with the reason", async () => {
    const completion = await client().chat.completions.create({
      model: "lydian/default",
      messages: [{ role: "user", content: "What is the salary of the director?" }],
    });
    expect(completion.choices[0]?.message.content).toMatch(
      /^(?:No answer was found|Lydian is not sure enough to answer|The documents do not say)\. /,
    );
    expect(lydianField.parse(completion).lydian.status).toBe("abstained");
  });

  it("continues a conversation that it sends along, of which nothing counts as evidence", async () => {
    const completion = await client().chat.completions.create({
      model: "lydian/default",
      messages: [
        { role: "user", content: "When is the front desk open on Saturday?" },
        {
          role: "assistant",
          content: "On Saturday from 9:00. On Sundays it is open from 23:00. [1]\n\nSources:\n- [1] x (y)",
        },
        { role: "user", content: [{ type: "text", text: "And on Sundays?" }] },
      ],
    });
    expect(completion.choices[0]?.message.content).toContain("10:00");
    expect(completion.choices[0]?.message.content).not.toContain("23:00");
    expect(lydianField.parse(completion).lydian.searchedAs).toBe("When is the front desk open on Sundays?");
  });

  it("gets an explanation for unsupported requests: tools, several answers, an image, a schema without a language model", async () => {
    const messages = [{ role: "user" as const, content: asked }];
    const ask = (given: object) => client().chat.completions.create({ model: "lydian/default", messages, ...given });
    const tools = [{ type: "function", function: { name: "f", parameters: {} } }];
    const image = [{ type: "image_url", image_url: { url: "data:," } }];
    const format = { type: "json_schema", json_schema: { name: "s", schema: { type: "string" } } };
    for (const [given, words, param] of [
      [{ tools }, /Tools cannot be called/, "tools"],
      [{ n: 2 }, /there is one answer/, "n"],
      [{ n: "two" }, /number/, "n"],
      [{ messages: [{ role: "user", content: 3 }] }, /is not valid/, "messages.0.content"],
      [{ logprobs: true }, /logprobs/, "logprobs"],
      [{ top_logprobs: 2 }, /logprobs/, "top_logprobs"],
      [{ web_search_options: {} }, /web cannot be searched/, "web_search_options"],
      [{ modalities: ["text", "audio"], audio: { voice: "alloy", format: "mp3" } }, /text/, "modalities"],
      [{ messages: [{ role: "user", content: image }] }, /image_url/, null],
      [{ response_format: format }, /needs a language model/, null],
      [{ messages: [{ role: "assistant", content: "x" }] }, /user's question/, null],
      [{ lydian: { where: "year >" } }, /./, null],
    ] as const)
      await expect(ask(given)).rejects.toMatchObject({ status: 400, message: expect.stringMatching(words), param });
    await expect(ask({ model: "lydian/none" })).rejects.toMatchObject({ status: 404, code: "collection-not-found" });
    await expect(ask({ model: "lydian/default:none" })).rejects.toMatchObject({ status: 404 });
    expect((await ask({ temperature: 1, max_tokens: 5, seed: 3, user: "u", tools: [] })).choices).toHaveLength(1);
  });

  it("reads the Responses API, whole and as events", async () => {
    const response = await client().responses.create({ model: "lydian/default", input: asked });
    expect(response.output_text).toContain("A lost key costs €15. [1]");
    expect(response.output[0]).toMatchObject({
      content: [{ annotations: [{ type: "url_citation", start_index: 0, url: "memo:keys" }] }],
    });
    expect(response.usage?.input_tokens).toBeGreaterThan(0);
    const stream = client().responses.stream({ model: "lydian/default", input: [{ role: "user", content: asked }] });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect([types[0], types.at(-1)]).toEqual(["response.created", "response.completed"]);
    expect(types).toContain("response.output_text.annotation.added");
    expect((await stream.finalResponse()).output_text).toBe(response.output_text);
  });

  it("embeds texts, by default as base64, with the store's model", async () => {
    const {
      data,
      model: name,
      usage,
    } = await client().embeddings.create({ model: "any", input: ["a key", "a key", "x"] });
    expect([name, data.length, data[0]?.embedding.length]).toEqual(["bge-small-en-v1.5-int8", 3, 384]);
    expect(data[0]?.embedding).toEqual(data[1]?.embedding);
    expect(data[0]?.embedding).not.toEqual(data[2]?.embedding);
    expect(usage.total_tokens).toBeGreaterThan(0);
    const plain = await client().embeddings.create({ model: "any", input: "a key", encoding_format: "float" });
    expect(plain.data[0]?.embedding).toEqual(data[0]?.embedding);
    const refused = (given: Pick<OpenAI.EmbeddingCreateParams, "input" | "dimensions">) =>
      expect(client().embeddings.create({ model: "any", ...given })).rejects;
    await refused({ input: "a", dimensions: 3 }).toMatchObject({
      status: 400,
      param: "dimensions",
      message: expect.stringContaining("must be 384"),
    });
    for (const input of [[1, 2], [[1, 2]]])
      await refused({ input }).toMatchObject({
        status: 400,
        code: "invalid-argument",
        message: expect.stringContaining("Token numbers cannot be embedded"),
      });
    expect((await client().embeddings.create({ model: "any", input: "a", dimensions: 384 })).data).toHaveLength(1);
  });

  it("can rerank documents, as Jina's and Cohere's clients do", async () => {
    const ranked = z.object({
      results: z.array(z.object({ index: z.int(), relevance_score: z.number() })),
      usage: z.object({ total_tokens: z.int(), prompt_tokens: z.int() }),
      meta: z.object({ billed_units: z.object({ search_units: z.literal(1) }) }),
    });
    const body = { query: asked, documents: ["The pump is red.", { text: "A lost key costs 20 euros." }], top_n: 1 };
    const { results, usage } = ranked.parse(await client().post("/rerank", { body }));
    // Two pairs of the question and a text, each with three separator tokens.
    expect(usage.total_tokens).toBeGreaterThan(2 * 3 + 2 * 6 + 10);
    expect(results).toMatchObject([{ index: 1 }]);
    expect(results[0]?.relevance_score).toBeGreaterThan(0.5);
  });

  it("sees only the collections and documents that its key may read", async () => {
    const reader = clientOf(server, keys.reader);
    expect((await reader.models.list()).data.map(({ id }) => id)).toEqual(["lydian/default"]);
    const question = { messages: [{ role: "user" as const, content: "What is the secret project called?" }] };
    await expect(reader.chat.completions.create({ model: "lydian/board", ...question })).rejects.toMatchObject({
      status: 404,
    });
    const board = clientOf(server, keys.board);
    const { choices } = await board.chat.completions.create({ model: "lydian/board", ...question });
    expect(choices[0]?.message.content).toContain("Heron");
    await expect(clientOf(server, "lyd_wrong").models.list()).rejects.toMatchObject({ status: 401 });
  });
});

describe("the AI SDK's provider", () => {
  it("generates and streams text", async () => {
    const provider = createOpenAICompatible({ name: "lydian", baseURL: `${server.url}/v1`, includeUsage: true });
    const chat = provider("lydian/default");
    const { text, usage } = await generateText({ model: chat, prompt: asked });
    expect(text).toContain("A lost key costs €15. [1]");
    expect(usage.inputTokens).toBeGreaterThan(0);
    const streamed = streamText({ model: chat, prompt: asked });
    let bits = "";
    for await (const bit of streamed.textStream) bits += bit;
    expect(bits).toBe(text);
    await expect(generateText({ model: provider("lydian/none"), prompt: asked, maxRetries: 0 })).rejects.toThrow(
      /There is no model/,
    );
  });
});

describe("with a language model", () => {
  const schema = {
    type: "object",
    properties: { price: { type: "number" } },
    required: ["price"],
    additionalProperties: false,
  };
  const format = { type: "json_schema", json_schema: { name: "fee", schema, strict: true } } as const;
  const messages = [{ role: "user" as const, content: asked }];

  beforeAll(async () => {
    withModel = await startWithModel();
  });

  it("lists the profiles of each collection too", async () => {
    const { data } = await clientOf(withModel).models.list();
    expect(data.map(({ id }) => id)).toContain("lydian/default:brief");
  });

  it("uses the profile that the model's name ends in", async () => {
    model.reply({ pieces: ["A lost key costs €15. [1]"] });
    await clientOf(withModel).chat.completions.create({ model: "lydian/default:brief", messages });
    expect(JSON.stringify(model.requests.at(-1)?.body)).toMatch(/at most 2 sentences/);
  });

  it("streams each sentence once it is checked, and stops the model when the client disconnects", async () => {
    model.reply({ pieces: ["A lost key costs €15. [1] ", "And the"], hangs: true });
    const stream = await clientOf(withModel).chat.completions.create({
      model: "lydian/default",
      messages,
      stream: true,
    });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content?.includes("€15")) break;
    stream.controller.abort();
    await expect.poll(() => model.open()).toBe(0);
  });

  it("answers with data that matches a schema, or refuses", async () => {
    const sentences = [{ text: "A lost key costs €15.", passages: [1], values: ["/price"] }];
    model.reply({ pieces: [JSON.stringify({ sentences, answer: { price: 15 } })] });
    const { choices } = await clientOf(withModel).chat.completions.create({
      model: "lydian/default",
      messages,
      response_format: format,
    });
    const said = choices[0]?.message;
    expect([said?.content, said?.refusal]).toEqual(['{"price":15}', null]);
    model.reply({ pieces: ["no data"] });
    const refused = await clientOf(withModel).chat.completions.create({
      model: "lydian/default",
      messages,
      response_format: format,
    });
    expect(refused.choices[0]?.message.content).toBeNull();
    expect(refused.choices[0]?.message.refusal).toMatch(/There is no data in this format/);
  });
});
