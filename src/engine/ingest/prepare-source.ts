import type { DocumentOrigin, DocumentSummary, LoadedChild } from "../../core/index.ts";
import { describeFailure } from "./describe-failure.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";
import type { Source } from "./list-sources.ts";
import type { MemberAllowance } from "./member-allowance.ts";
import { directMember, memberPrefix, memberUri } from "./member-uri.ts";
import { type GoneDocument, type Prepared, prepareDocument, settleFailure } from "./prepare-document.ts";
import { storedMembers } from "./stored-members.ts";

interface Work {
  readonly request: DocumentRequest;
  readonly source: Source;
  readonly allowance: MemberAllowance;
  /** 0 for a source that lies in no container. */
  readonly depth: number;
}

interface Member {
  readonly uri: string;
  readonly child: LoadedChild;
}

/**
 * Prepares a source and, if it is a container, its members as documents of their own; a member that fails is its own
 * outcome alone. Stored members that the container no longer has are gone, all of them if it is a container no longer; so
 * is the text of what has become a container without any. Of a source that fails all stays.
 *
 * @returns the source first, then its members in their order, each followed by its own, then what has gone
 */
export async function prepareSource(
  services: IngestServices,
  work: Work,
  signal: AbortSignal,
): Promise<readonly Prepared[]> {
  const { uri } = work.source;
  const { prepared, children, former } = await prepareDocument(services, work, signal);
  if (children === undefined) return prepared === undefined ? [] : closeContainer(services, { work, prepared }, signal);
  const own = prepared === undefined ? [] : [prepared];
  const refusal = work.allowance.refuse(children, work.depth);
  if (refusal !== undefined) {
    const place = prepared === undefined ? uri : memberPrefix(uri);
    return [...own, settleFailure(services, describeFailure(place, refusal))];
  }
  services.emit({ type: "container-opened", uri, members: children.length, isDocument: prepared !== undefined });
  const members = nameMembers(uri, children);
  const read: (readonly Prepared[])[] = [];
  // One after the other, so that the same members are within the allowance in every run.
  for (const member of members) read.push(await prepareMember(services, { work, member }, signal));
  const gone = await findGone(services, { work, members }, signal);
  const all = [prepared ?? openedOutcome(uri, read), ...read.flat(), ...[...(former ?? []), ...gone].map(goneDocument)];
  return [...all, ...(work.depth === 0 ? noteComplete(work.source, all) : [])];
}

/** What is no container has no members: those that are stored go in the very commit that brings its text. */
async function closeContainer(
  services: IngestServices,
  { work, prepared }: { readonly work: Work; readonly prepared: Prepared },
  signal: AbortSignal,
): Promise<readonly Prepared[]> {
  if (prepared.kind === "settled" && prepared.outcome.outcome === "failed") return [prepared];
  const former = (await findGone(services, { work, members: [] }, signal)).map(goneDocument);
  return prepared.kind === "ready" && former.length > 0 ? [{ ...prepared, former }] : [prepared, ...former];
}

const goneDocument = ({ uri, id }: DocumentSummary): GoneDocument => ({
  kind: "gone",
  outcome: { uri, outcome: "removed", documentId: id },
});

/** That a container without text is unchanged is known by its members; one that failed may be readable next time. */
function noteComplete({ revision }: Source, prepared: readonly Prepared[]): readonly Prepared[] {
  const hasFailed = prepared.some((one) => one.kind === "settled" && one.outcome.outcome === "failed");
  if (revision === undefined || hasFailed) return [];
  const origins = prepared.flatMap(originOf).filter((origin) => origin.revision !== revision);
  return origins.length === 0 ? [] : [{ kind: "complete", origins: origins.map((one) => ({ ...one, revision })) }];
}

function originOf(prepared: Prepared): readonly DocumentOrigin[] {
  if (prepared.kind === "settled") return prepared.origin === undefined ? [] : [prepared.origin];
  if (prepared.kind !== "ready") return [];
  const { id, source } = prepared.indexed.document;
  return [{ documentId: id, ...(source === undefined ? {} : { source }) }];
}

async function prepareMember(
  services: IngestServices,
  { work, member }: { readonly work: Work; readonly member: Member },
  signal: AbortSignal,
): Promise<readonly Prepared[]> {
  const { uri, child } = member;
  if ("failure" in child) return [settleFailure(services, { uri, outcome: "failed", ...child.failure })];
  const { source, depth } = work;
  const { bytes, name } = child;
  const nested = {
    uri,
    label: uri,
    sizeBytes: bytes.length,
    read: async () => bytes,
    outermost: source.outermost ?? source.uri,
    metadata: { ...source.metadata, container: source.uri, member: name },
  };
  return prepareSource(services, { ...work, source: nested, depth: depth + 1 }, signal);
}

/** Members of one name are told apart by a number: `report.pdf`, `report (2).pdf`. */
function nameMembers(containerUri: string, children: readonly LoadedChild[]): readonly Member[] {
  const taken = new Set<string>();
  const lastNumbers = new Map<string, number>();
  return children.map((child) => {
    let uri = memberUri(containerUri, child.name);
    while (taken.has(uri)) {
      const number = (lastNumbers.get(child.name) ?? 1) + 1;
      lastNumbers.set(child.name, number);
      uri = memberUri(containerUri, child.name.replace(/(\.[^./]*)?$/, ` (${number})$1`));
    }
    taken.add(uri);
    return { uri, child };
  });
}

function openedOutcome(uri: string, read: readonly (readonly Prepared[])[]): Prepared {
  const membersRead = read.filter(([first]) => first?.kind !== "settled" || first.outcome.outcome !== "failed").length;
  return { kind: "settled", outcome: { uri, outcome: "opened", members: read.length, membersRead } };
}

/** What is stored of a member that fails stays, as with any other file. */
async function findGone(
  services: IngestServices,
  { work, members }: { readonly work: Work; readonly members: readonly Member[] },
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const there = new Set(members.map(({ uri }) => uri));
  const container = work.source.uri;
  const stored = await storedMembers(services, { collection: work.request.collection, container }, signal);
  return stored.filter(({ uri }) => !there.has(directMember(container, uri)));
}
