// Prerequisites in the groups in which a person acts on them: what is in the way with its cause first, what somebody
// has to say because no command shows it, and what holds.
import {
  blockingPrerequisites,
  isAttestable,
  type Prerequisite,
  READ_FROM_HEALTH,
} from "../../harness/model/prerequisite.ts";

/** One that does not hold, with those that could not be read because of it. */
export interface Cause {
  readonly one: Prerequisite;
  readonly unread: readonly Prerequisite[];
}

/** Each prerequisite stands in one group, or behind its cause. */
export interface PrerequisiteGroups {
  /** They stop a run. */
  readonly inTheWay: readonly Cause[];
  /** They would, had nobody said why to go on. */
  readonly waived: readonly Prerequisite[];
  /** They do not hold or are not known, and stop nothing. */
  readonly recommended: readonly Cause[];
  /** Only a person knows them: said, or not said yet. */
  readonly attested: readonly Prerequisite[];
  readonly met: readonly Prerequisite[];
}

/** The groups, each in the order of the checklist. */
export function groupPrerequisites(all: readonly Prerequisite[]): PrerequisiteGroups {
  const attested = all.filter(({ id, severity }) => isAttestable(id) && severity === "required");
  const others = all.filter((one) => !attested.includes(one));
  const met = others.filter(({ status }) => status === "met");
  const waived = others.filter(({ status, waiver }) => status !== "met" && waiver !== null);
  const open = others.filter(({ status, waiver }) => status !== "met" && waiver === null);
  const source = sourceOf(open);
  const unread = source === null ? [] : open.filter((one) => one !== source && isUnread(one, source));
  const blocking = new Set(blockingPrerequisites(open));
  const causes = open.filter((one) => !unread.includes(one)).map((one) => ({
    one,
    unread: one === source ? unread : [],
  }));
  return {
    inTheWay: causes.filter(({ one }) => blocking.has(one)),
    waived,
    recommended: causes.filter(({ one }) => !blocking.has(one)),
    attested,
    met,
  };
}

/** The first that keeps others from being read; null where none does. */
function sourceOf(open: readonly Prerequisite[]): Prerequisite | null {
  return open.find(({ id, status }) =>
    (id === "agent-installed" && status === "unmet") || id === "agent-answering"
  ) ?? null;
}

/** Without an agent nothing of it can be asked; without its answer to one question, what stands in that is not known. */
function isUnread({ id, status }: Prerequisite, source: Prerequisite): boolean {
  if (status !== "unknown") return false;
  return source.id === "agent-installed"
    ? id !== "trigger-paths-safe"
    : READ_FROM_HEALTH.some((one) => one === id);
}
