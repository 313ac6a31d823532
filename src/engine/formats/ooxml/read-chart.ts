import type { FlowRow } from "../write/create-flow-writer.ts";
import { childElements, childNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

export interface Chart {
  readonly title: string;
  /** One row for each category, one column for each series. */
  readonly rows: readonly FlowRow[];
}

const MAX_POINTS = 10_000;

/** Reads the figures of a chart (`c:chartSpace`) as a table. */
export function readChart(chart: XmlElement): Chart {
  const title = firstNamed(chart, "c:title");
  const series = [...descendantsNamed(firstNamed(chart, "c:plotArea"), "c:ser")].map((element) => ({
    name: xmlTextOf(firstNamed(childNamed(element, "c:tx"), "c:v")).trim(),
    categories: readPoints(childNamed(element, "c:cat") ?? childNamed(element, "c:xVal")),
    values: readPoints(childNamed(element, "c:val") ?? childNamed(element, "c:yVal")),
  }));
  const points = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  const names = series[0]?.categories ?? new Map<number, string>();
  const rows = points.map((point) => ({
    cells: [names.get(point) ?? String(point + 1), ...series.map(({ values }) => values.get(point) ?? "")],
    isHeader: false,
  }));
  return {
    title: [...descendantsNamed(title, "a:t")].map(xmlTextOf).join(""),
    rows: rows.length === 0 ? [] : [{ cells: ["", ...series.map(({ name }) => name)], isHeader: true }, ...rows],
  };
}

function readPoints(element: XmlElement | undefined): ReadonlyMap<number, string> {
  const points = new Map<number, string>();
  const cache = element === undefined ? undefined : childElements(element)[0];
  for (const point of descendantsNamed(cache, "c:pt")) {
    if (points.size < MAX_POINTS) points.set(Number(point.attributes.idx), xmlTextOf(childNamed(point, "c:v")).trim());
  }
  return points;
}
