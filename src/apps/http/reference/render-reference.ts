import { html } from "hono/html";
import type { Content, JsonSchema, OpenApiDocument, Operation } from "./open-api-document.ts";
import { typeOf } from "./type-of.ts";

type Html = ReturnType<typeof html>;

const anchorOf = (method: string, path: string): string => `${method}${path.replace(/[^a-z0-9]+/gi, "-")}`;

/** Renders the reference as one page without scripts: calls by tag, then the schemas. */
export function renderReference(document: OpenApiDocument): Html {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = document.tags.map(({ name }) => ({
    name,
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const schemas = Object.entries(document.components.schemas).sort(([one], [other]) => (one < other ? -1 : 1));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lydian ${document.info.version}: API reference</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<nav aria-label="Calls">
<p class="name">Lydian ${document.info.version}</p>
${tags.map((tag) => html`<p class="tag">${tag.name}</p><ul>${tag.calls.map(({ path, method, operation }) => html`<li><a href="#${anchorOf(method, path)}">${operation.summary}</a></li>`)}</ul>`)}
<p class="tag">schemas</p><ul>${schemas.map(([name]) => html`<li><a href="#shape-${name}">${name}</a></li>`)}</ul>
</nav>
<main>
<h1>API reference</h1>
<p>${document.info.description}</p>
<p><a href="/api/openapi.json">openapi.json</a> is the same reference for programs, in OpenAPI 3.1.</p>
${tags.map((tag) => html`<h2>${tag.name}</h2>${tag.calls.map(({ path, method, operation }) => renderCall(path, method, operation))}`)}
<h2>schemas</h2>
${schemas.map(([name, schema]) => renderShape(name, schema))}
</main>
</body>
</html>
`;
}

function renderCall(path: string, method: string, operation: Operation): Html {
  const { summary, description, parameters = [], requestBody, responses } = operation;
  return html`<section id="${anchorOf(method, path)}">
<h3>${summary}</h3>
<p class="call"><b>${method.toUpperCase()}</b> <code>${path}</code></p>
${description === undefined ? "" : html`<p>${description}</p>`}
<dl>
${parameters.map(
  (
    parameter,
  ) => html`<dt><code>${parameter.name}</code> in the ${parameter.in}${parameter.required ? "" : ", optional"}</dt>
<dd>${renderType(parameter.schema)}${parameter.description === undefined ? "" : html`: ${parameter.description}`}</dd>`,
)}
${requestBody === undefined ? "" : html`<dt>body</dt><dd>${renderContent(requestBody.content)}</dd>`}
${Object.entries(responses).map(
  ([status, response]) => html`<dt>${status === "default" ? "other" : status}</dt>
<dd>${response.description} ${response.content === undefined ? "" : renderContent(response.content)}</dd>`,
)}
</dl>
</section>`;
}

function renderContent(content: Content): Html {
  return html`${Object.entries(content).map(
    ([mediaType, { schema }]) => html`<span class="body"><code>${mediaType}</code> ${renderType(schema)}</span>`,
  )}`;
}

function renderShape(name: string, schema: JsonSchema): Html {
  const { description, fields } = typeOf(schema);
  return html`<section id="shape-${name}">
<h3>${name}</h3>
${description === undefined ? "" : html`<p>${description}</p>`}
${
  fields === undefined
    ? html`<p>${renderType(schema)}</p>`
    : html`<dl>${fields.map(
        (field) => html`<dt><code>${field.name}</code>${field.isRequired ? "" : ", optional"}</dt>
<dd>${renderType(field.schema)}${field.description === undefined ? "" : html`: ${field.description}`}</dd>`,
      )}</dl>`
}
</section>`;
}

/** Describes a schema in words, with links to the schemas that it names. */
function renderType(schema: JsonSchema): Html {
  return html`${typeOf(schema).words.map((word) =>
    "shape" in word ? html`<a href="#shape-${word.shape}">${word.shape}</a>` : html`${word.text}`,
  )}`;
}
