import { findMin } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { toMatrix } from "./matrix.ts";
import type { PdfPage } from "./open-pdf.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Kinds of annotations that are comments. A pop-up is not: it repeats those of the annotation that it shows. */
const COMMENTS = new Set(["Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret"]);
/** Flags of annotations that are not shown: hidden, and not for viewing. */
const UNSEEN_FLAGS = 2 | 32;
/** Font size of annotations, in points, since they do not have one. */
const FONT_SIZE = 10;
/** Numbers in the field names of generated forms, such as "topmostSubform[0].Page1[0].f1_01[0]". */
const NAME_PARTS = /\[\d+\]/g;

/**
 * Reads filled form fields as "name: value", and comments as "[Note by Ng] text", each as a run at its place.
 * Passwords, signatures, empty and hidden fields are left out.
 */
export async function readAnnotations(page: PdfPage): Promise<readonly Run[]> {
  const annotations: readonly unknown[] = await page.getAnnotations({ intent: "any" });
  const transform = toMatrix(page.getViewport({ scale: 1 }).transform);
  const written = new Set<string>();
  return annotations.flatMap((annotation): readonly Run[] => {
    const values = toValues(annotation);
    const flags = values.get("annotationFlags");
    if (typeof flags === "number" && (flags & UNSEEN_FLAGS) !== 0) return [];
    const line = values.get("subtype") === "Widget" ? readField(values) : readComment(values);
    if (line === undefined || written.has(line.key)) return [];
    written.add(line.key);
    return toRun(line, values.get("rect"), transform);
  });
}

type Values = ReadonlyMap<string, unknown>;

interface Line {
  readonly kind: NonNullable<Run["kind"]>;
  readonly text: string;
  /** Key by which repeated lines are dropped: each button of a group has the group's value. */
  readonly key: string;
}

function toValues(value: unknown): Values {
  return new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function readText(value: unknown): string {
  return typeof value === "string" ? normalizeText(value).replaceAll(/\s+/g, " ").trim() : "";
}

function readField(values: Values): Line | undefined {
  if (values.get("password") === true || values.get("fieldType") === "Sig" || values.get("pushButton") === true)
    return undefined;
  const fullName = readText(values.get("fieldName"));
  const lastPart = fullName.split(".").at(-1) ?? "";
  const name = readText(values.get("alternativeText")) || lastPart.replaceAll(NAME_PARTS, "") || "field";
  const value = values.get("fieldType") === "Btn" ? readButton(values) : readChoices(values);
  return value === "" ? undefined : { kind: "field", text: `${name}: ${value}`, key: `${fullName}: ${value}` };
}

function readButton(values: Values): string {
  const value = readText(values.get("fieldValue"));
  if (value === "" || value === "Off") return "";
  return values.get("checkBox") === true && /^(?:yes|on|true|x|\d+)$/i.test(value) ? "yes" : value;
}

/** Returns the text or the choices of a field as they are shown. */
function readChoices(values: Values): string {
  const value = values.get("fieldValue");
  const options = values.get("options");
  const shown = new Map(
    (Array.isArray(options) ? options : []).map((option) => {
      const entry = toValues(option);
      return [readText(entry.get("exportValue")), readText(entry.get("displayValue"))] as const;
    }),
  );
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return chosen
    .map(readText)
    .filter((text) => text !== "")
    .map((text) => shown.get(text) || text)
    .join(", ");
}

function readComment(values: Values): Line | undefined {
  const text = readText(toValues(values.get("contentsObj")).get("str"));
  if (!COMMENTS.has(readText(values.get("subtype"))) || text === "") return undefined;
  const author = readText(toValues(values.get("titleObj")).get("str"));
  return {
    kind: "note",
    text: `[Note${author === "" ? "" : ` by ${author}`}] ${text}`,
    key: readText(values.get("id")),
  };
}

function toRun({ kind, text }: Line, rect: unknown, [a, b, c, d, e, f]: ReturnType<typeof toMatrix>): readonly Run[] {
  const [left = 0, bottom = 0, right = 0, top = 0] = Array.isArray(rect) ? rect.map(Number) : [];
  const xs = [a * left + c * bottom + e, a * right + c * top + e];
  const ys = [b * left + d * bottom + f, b * right + d * top + f];
  const box = {
    x: findMin(xs),
    y: findMin(ys),
    width: Math.abs((xs[1] ?? 0) - (xs[0] ?? 0)),
    height: Math.abs((ys[1] ?? 0) - (ys[0] ?? 0)),
  };
  if (!Object.values(box).every(Number.isFinite)) return [];
  const place = { start: box.x, end: box.x + box.width, baseline: box.y + box.height };
  return [{ kind, text, box, angle: 0, ...place, fontSize: FONT_SIZE, isRightToLeft: false, isSpaced: true }];
}
