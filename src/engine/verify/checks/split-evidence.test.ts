import { describe, expect, it } from "vitest";
import { splitSentences } from "../../text/index.ts";
import { joinLines, splitEvidence } from "./split-evidence.ts";

const split = (text: string) =>
  splitEvidence(text, splitSentences).map(({ start, end }) => joinLines(text.slice(start, end)));

describe("the sentences of evidence", () => {
  it("continue over the line ends of hard-wrapped text", () => {
    const text =
      "Cancel two days before it. A late\ncancellation costs 40 euros, at\nHarbour Clinic 50. Fees are waived on\n1 May.";
    expect(split(text)).toEqual([
      "Cancel two days before it.",
      "A late cancellation costs 40 euros, at Harbour Clinic 50.",
      "Fees are waived on 1 May.",
    ]);
  });

  it.each([
    ["rows of a table", "| Gloves | box 3 |\n| Masks | box 4 |", ["| Gloves | box 3 |", "| Masks | box 4 |"]],
    ["rows without bars at their ends", "Gloves | box 3\nMasks | box 4", ["Gloves | box 3", "Masks | box 4"]],
    ["rows with tabs", "Gloves\tbox 3\nmasks\tbox 4", ["Gloves box 3", "masks box 4"]],
    ["items of a list", "- Gloves\n- masks", ["- Gloves", "- masks"]],
    ["a heading", "# Parking\nStaff park here", ["# Parking", "Staff park here"]],
    [
      "lines that were not wrapped",
      "Opening hours:\nfrom April on\nMonday 8 to 18\nTuesday 9 to 17",
      ["Opening hours: from April on", "Monday 8 to 18", "Tuesday 9 to 17"],
    ],
    [
      "long lines that had room for more",
      "Rooms of the clinic in the weeks of the summer are as follows\nMonday in the large room\nTuesday in the hall",
      ["Rooms of the clinic in the weeks of the summer are as follows Monday in the large room", "Tuesday in the hall"],
    ],
  ])("keep %s apart", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it("are none in an empty text", () => {
    expect(split("")).toEqual([]);
    expect(split(" \n\n \n")).toEqual([]);
  });
});
