import {
  type DocumentOrigin,
  type DocumentSummary,
  defined,
  everything,
  type LoadedChild,
} from "../../../core/index.ts";
import { describeFailure, readStack } from "../describe-failure.ts";
import type { IngestContext, IngestServices } from "../ingest-request.ts";
import { directMember, memberPrefix, memberUri } from "../member-uri.ts";
import type { Source } from "../source/list-sources.ts";
import type { MemberAllowance } from "./member-allowance.ts";
import { type GoneDocument, type PreparedDocument, prepareDocument, reportFailure } from "./prepare-document.ts";

/** A source to prepare, and how deep in containers it lies. */
export interface SourceWork {
  readonly source: Source;
  readonly allowance: MemberAllowance;
  /** Number of containers around the source; 0 for a source outside of containers. */
  readonly depth: number;
}

interface Member {
  readonly uri: string;
  readonly child: LoadedChild;
}

/**
 * Prepares a source and, if it is a container, its members as separate documents. A member that fails is only its
 * own outcome. Stored members are removed if the container has lost them or is no longer a container. Its stored text
 * is removed if it has become a container without text. If the source itself fails, everything stays.
 *
 * @returns the source first, then its members in their order, each followed by its own members, then what was removed
 */
export async function prepareSource(
  context: IngestContext,
  work: SourceWork,
  signal: AbortSignal,
): Promise<readonly PreparedDocument[]> {
  try {
    return await prepareWithMembers(context, work, signal);
  } catch (error) {
    signal.throwIfAborted();
    return [reportFailure(context.services, describeFailure(work.source.uri, error), readStack(error))];
  }
}

async function prepareWithMembers(
  context: IngestContext,
  work: SourceWork,
  signal: AbortSignal,
): Promise<readonly PreparedDocument[]> {
  const { services } = context;
  const { source, allowance, depth } = work;
  const { uri } = source;

  const { prepared, children, former = [] } = await prepareDocument(context, source, signal);
  if (children === undefined) return prepared === undefined ? [] : closeContainer(context, uri, prepared, signal);

  const document = prepared === undefined ? [] : [prepared];
  const refusal = allowance.refuse(children, depth);
  if (refusal !== undefined) {
    const place = prepared === undefined ? uri : memberPrefix(uri);
    return [...document, reportFailure(services, describeFailure(place, refusal))];
  }
  services.emit({ type: "container-opened", uri, members: children.length, isDocument: prepared !== undefined });

  const members = nameMembers(uri, children);
  const read: (readonly PreparedDocument[])[] = [];
  // One after the other, so that the same members are within the allowance in every run.
  for (const member of members) read.push(await prepareMember(context, work, member, signal));

  const gone = await findGone(context, uri, members, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return reportFailure(services, describeFailure(uri, error), readStack(error));
  });
  // The next run finds the members that are gone. Those of today are added.
  if ("kind" in gone) return [gone, ...read.flat()];
  const all = [prepared ?? openedOutcome(uri, read), ...read.flat(), ...[...former, ...gone].map(toGoneDocument)];
  return [...all, ...(depth === 0 ? noteComplete(source, all) : [])];
}

/** Removes former members of a source that is not a container any more, in the commit that stores its text. */
async function closeContainer(
  context: IngestContext,
  uri: string,
  prepared: PreparedDocument,
  signal: AbortSignal,
): Promise<readonly PreparedDocument[]> {
  if (prepared.kind === "settled" && prepared.outcome.outcome === "failed") return [prepared];
  const former = (await findGone(context, uri, [], signal)).map(toGoneDocument);
  return prepared.kind === "ready" && former.length > 0 ? [{ ...prepared, former }] : [prepared, ...former];
}

const toGoneDocument = ({ uri, id, accessLabels }: DocumentSummary): GoneDocument => ({
  kind: "gone",
  outcome: { uri, outcome: "removed", documentId: id, accessLabels },
});

/**
 * Gives the members their container's revision, which shows whether a container without text has changed. Does
 * nothing if a member failed, since it may be readable next time.
 */
function noteComplete({ revision }: Source, prepared: readonly PreparedDocument[]): readonly PreparedDocument[] {
  const hasFailed = prepared.some((item) => item.kind === "settled" && item.outcome.outcome === "failed");
  if (revision === undefined || hasFailed) return [];
  const origins = prepared.flatMap(originOf).filter((origin) => origin.revision !== revision);
  return origins.length === 0
    ? []
    : [{ kind: "complete", origins: origins.map((origin) => ({ ...origin, revision })) }];
}

function originOf(prepared: PreparedDocument): readonly DocumentOrigin[] {
  if (prepared.kind === "settled") return prepared.origin === undefined ? [] : [prepared.origin];
  if (prepared.kind !== "ready") return [];
  const { id, source } = prepared.indexed.document;
  return [defined({ documentId: id, source })];
}

async function prepareMember(
  context: IngestContext,
  { source: container, allowance, depth }: SourceWork,
  member: Member,
  signal: AbortSignal,
): Promise<readonly PreparedDocument[]> {
  const { uri, child } = member;
  if ("failure" in child) {
    return [reportFailure(context.services, { uri, outcome: "failed", ...child.failure })];
  }
  const { bytes, name } = child;
  const source = {
    uri,
    label: uri,
    sizeBytes: bytes.length,
    read: async () => bytes,
    outermost: container.outermost ?? container.uri,
    metadata: { ...container.metadata, container: container.uri, member: name },
  };
  return prepareSource(context, { source, allowance, depth: depth + 1 }, signal);
}

/** Numbers members that share a name: `report.pdf`, `report (2).pdf`. */
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

function openedOutcome(uri: string, read: readonly (readonly PreparedDocument[])[]): PreparedDocument {
  const membersRead = read.filter(([first]) => first?.kind !== "settled" || first.outcome.outcome !== "failed").length;
  return { kind: "settled", outcome: { uri, outcome: "opened", members: read.length, membersRead } };
}

/** Finds the stored members that the container lost. A member that fails stays stored, as any other file does. */
async function findGone(
  { services, request }: IngestContext,
  container: string,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const present = new Set(members.map(({ uri }) => uri));
  const stored = await storedMembers(services, request.collection, container, signal);
  return stored.filter(({ uri }) => !present.has(directMember(container, uri)));
}

/** Lists the stored documents that lie in a container, at any depth. */
async function storedMembers(
  { store }: Pick<IngestServices, "store">,
  collection: string,
  container: string,
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const below = await store.readMembers({ collection, scope: everything, container }, signal);
  // The name of a folder may end in the mark between a container and its member, too.
  return below.filter(({ metadata }) => metadata.container !== undefined);
}
