import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { arbitraryOf, brokenOf, fieldsOf, type Schema } from "../fixtures/arbitrary-of-schema.ts";
import { followJob, type LydianServer, startLydianServer, upload } from "../fixtures/start-lydian-server.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";
import { repeats } from "./repeats.ts";

const count = repeats({ short: 6, long: 200, variable: "LYDIAN_RANDOM_CALLS" });
const collection = "/api/v1/collections/default";

const schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema }));
const parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  schema,
});
const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.default({}) })),
});
const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

type Parameter = z.output<typeof parameter>;

interface Operation extends z.output<typeof operation> {
  readonly method: string;
  readonly path: string;
}

interface RandomCall {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

let folder: ReturnType<typeof temporaryFolder>;
let server: LydianServer;
let keys: readonly string[];
let operations: readonly Operation[];
let components: Readonly<Record<string, Schema>>;
let known: Readonly<Record<string, readonly unknown[]>>;

beforeAll(async () => {
  folder = temporaryFolder();
  const tokenOf = async (...parameters: readonly string[]): Promise<string> => {
    const added = ["keys", "add", ...parameters, "--json", "--store", folder.path];
    const { stdout } = await runLydian(added, { cwd: folder.path });
    return `Bearer ${JSON.parse(stdout).token}`;
  };
  const whole = await tokenOf("whole", "--permission", "admin");
  const others = ["--permission read", "--permission write --label staff", "--permission admin --only elsewhere"];
  keys = [whole, whole, ...(await Promise.all(others.map((more, at) => tokenOf(`key${at}`, ...more.split(" ")))))];
  server = await startLydianServer({
    store: folder.path,
    env: {
      LYDIAN_SERVER_REQUIRE_KEY: "true",
      LYDIAN_SERVER_REQUESTS_PER_MINUTE: "1000000",
      LYDIAN_SERVER_TIMEOUT_SECONDS: "3600",
    },
  });
  const headers = { authorization: whole };
  const files = [{ name: "keys.md", text: "# Keys\n\nA lost key costs €15. Ask at the front desk.\n" }];
  const job = await followJob(server, await upload(server, files, headers), headers);
  const question = { json: { question: "What does a lost key cost?", save: true }, headers };
  const answer = z.object({ id: z.string() }).parse((await server.call("POST", `${collection}/ask`, question)).body);
  const ids = [String(job.outcomes[0]?.documentId)];
  known = {
    collection: ["default", "default", "default", "elsewhere"],
    document: ids,
    documents: [ids],
    answer: [answer.id],
    answerId: [answer.id],
    job: [job.id],
    where: ["year >= 2024", "not draft"],
    profile: ["brief"],
    question: ["What does a lost key cost?"],
    query: ["lost key"],
  };
  const described = description.parse((await server.call("GET", "/api/openapi.json")).body);
  components = described.components.schemas;
  operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, method: method.toUpperCase(), path })),
  );
});
afterAll(async () => {
  await server.stop("SIGTERM");
  folder.remove();
});

/** Returns calls of an operation, of which about half are broken. */
function callsOf({ parameters, requestBody }: Operation): fc.Arbitrary<RandomCall> {
  const options = { components, known };
  const parameterOf = ({ name, schema }: Parameter) => {
    const valid = known[name] === undefined ? arbitraryOf(schema, options) : fc.constantFrom(...known[name]);
    return fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: brokenOf(valid) });
  };
  const values = fieldsOf(
    Object.fromEntries(parameters.map((one) => [one.name, parameterOf(one)])),
    parameters.filter((one) => one.required).map(({ name }) => name),
  );
  const bodySchema = requestBody?.content["application/json"]?.schema;
  const valid = bodySchema === undefined ? fc.constant(undefined) : arbitraryOf(bodySchema, options);
  const body = bodySchema === undefined ? valid : fc.oneof(valid, brokenOf(valid));
  return fc.record({ key: fc.constantFrom(...keys), values, body });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Writes a value into an address. Half of a surrogate pair has no place there, and dots would lead to another path. */
function encode(value: unknown): string {
  const text = encodeURIComponent(Buffer.from(textOf(value).slice(0, 4_000)).toString("utf8"));
  return /^\.{0,2}$/.test(text) ? "x" : text;
}

async function send({ method, path, parameters }: Operation, { key, values, body }: RandomCall): Promise<Response> {
  const given = (place: Parameter["in"]) =>
    parameters.flatMap((one) =>
      one.in === place && one.name in values ? [[one.name, values[one.name]] as const] : [],
    );
  const place = given("path").reduce((all, [name, value]) => all.replace(`{${name}}`, encode(value)), path);
  const query = given("query").map(([name, value]) => `${name}=${encode(value)}`);
  const more = given("header").map(([name, value]) => [name, encode(value)]);
  const headers = { ...Object.fromEntries(more), authorization: key };
  const target = query.length === 0 ? place : `${place}?${query.join("&")}`;
  return server.fetch(method, target, body === undefined ? { headers } : { headers, json: body });
}

/** Makes the check of a schema of the document. */
function checkOf(part: Schema): z.ZodType {
  const inlined = JSON.stringify({ ...part, $defs: components }).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(inlined));
}

const codes = new Set(
  [...readFileSync("docs/reference/errors.md", "utf8").matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code),
);

interface TextResponse {
  readonly status: number;
  /** Media type. */
  readonly type: string;
  readonly text: string;
}

/** Returns what is wrong with a response; undefined if it is as the document says. */
function faultOf({ responses }: Operation, { status, type, text }: TextResponse) {
  // Every call is sent as JSON, so that no type of a body is wrong.
  if (status >= 500 || status === 415) return `${status}: ${text}`;
  const described = (responses[String(status)] ?? responses.default)?.content ?? {};
  const mediaType = type.split(";")[0] ?? "";
  if (status === 204 || status === 304) return undefined;
  const part = described[mediaType]?.schema;
  if (part === undefined) return `${status} has the type "${type}", not ${Object.keys(described).join(" or ")}`;
  return /json$/.test(mediaType) ? faultOfJson(part, { status, text }) : undefined;
}

function faultOfJson(part: Schema, { status, text }: Omit<TextResponse, "type">): string | undefined {
  const value: unknown = JSON.parse(text);
  const result = checkOf(part).safeParse(value);
  if (!result.success) return `${status} differs from its schema: ${result.error.message} ${text.slice(0, 500)}`;
  if (status < 400) return undefined;
  const { success, data } = z.object({ code: z.string(), status: z.int() }).safeParse(value);
  return success && data.status === status && codes.has(data.code) ? undefined : `${status}: ${text}`;
}

it("answers any call as the OpenAPI document says, and never with a failure of the server", async () => {
  expect(operations.length).toBeGreaterThan(30);
  const faults: string[] = [];
  for (const one of operations) {
    const property = fc.asyncProperty(callsOf(one), async (random) => {
      const response = await send(one, random);
      const type = response.headers.get("content-type") ?? "";
      const fault = faultOf(one, { status: response.status, type, text: await response.text() });
      if (fault !== undefined) throw new Error(fault);
    });
    const details = await fc.check(property, { numRuns: count });
    if (details.failed)
      faults.push(
        `${one.method} ${one.path} ${JSON.stringify(details.counterexample)} ${String(details.errorInstance)}`,
      );
  }
  expect(faults).toEqual([]);
  expect(server.log()).not.toContain("unexpected");
});
