import { describe, expect, it } from "vitest";
import { nearestDocument } from "./nearest-document.ts";

const documents = [
  { uri: "file:///handbook/fees.md", title: "What things cost" },
  { uri: "file:///handbook/staff/opening%20hours.md", title: "Opening hours" },
  { uri: "https://clinic.example/100%", title: "Visitors" },
];

describe("nearestDocument", () => {
  it.each([
    ["fes.md", documents[0]],
    ["FEES", documents[0]],
    ["what thing costs", documents[0]],
    ["opening houers.md", documents[1]],
    ["staf\\opening hours.md", documents[1]],
    ["visitor", documents[2]],
  ])("suggests a document for the mistyped name %j", (name, meant) => {
    expect(nearestDocument(name, documents)).toBe(meant?.uri);
  });

  it("suggests nothing if no name is similar", () => {
    expect(nearestDocument("autoclave.pdf", documents)).toBeUndefined();
    expect(nearestDocument("fees.md", [])).toBeUndefined();
  });
});
