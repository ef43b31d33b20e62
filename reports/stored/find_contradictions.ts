// What cannot stand beside each other in the events of one run: said twice and not alike, asked for and absent. A run that
// was cut short says less, and contradicts nothing.
import type { RunEvent, RunStarted, ScenarioHead } from "../../harness/model/record/run_event.ts";
import type { AttemptRecord, ChildRecord } from "../../harness/model/record/run_record.ts";

/** What of a stored run is held against its events. */
export interface ToldRun {
  readonly events: readonly RunEvent[];
  /** Ids and programs of the answers that were kept. */
  readonly evidence: readonly { readonly id: string; readonly argv: readonly string[] }[];
  /** The scenarios as they are known today. */
  readonly catalogue: readonly Pick<ScenarioHead, "id" | "expectation">[];
}

/** Each contradiction as one sentence. */
export function findContradictions(run: ToldRun): readonly string[] {
  const [start] = run.events;
  if (start?.kind !== "run-started") return [];
  return [
    ...ofDevice(start, run),
    ...ofScenarios(start, run),
    ...ofAttempts(run.events),
    ...ofEvidence(run),
  ];
}

function ofDevice(start: RunEvent & RunStarted, { events, evidence }: ToldRun): readonly string[] {
  const { simulated, device } = start;
  const says = simulated ? "the run says it was simulated" : "the run says it was not simulated";
  const known = device.profile === null ? "its device has no profile" : `its device is "${device.profile}"`;
  const others = events.filter((event) =>
    event.kind === "device-read" &&
    (["platform", "profile", "agentPath"] as const).some((name) => event.device[name] !== device[name])
  );
  // Every question of a run goes to the one agent, or to a tool of the system.
  const asked = evidence.find(({ argv: [program = ""] }) =>
    nameOf(program) === nameOf(device.agentPath) && program !== device.agentPath
  );
  return [
    ...(simulated === (device.profile !== null) ? [] : [`${says}, and ${known}`]),
    ...(others.length === 0 ? [] : ["the device that was read is not the device of the start"]),
    ...(asked === undefined
      ? []
      : [`${asked.id} is an answer of ${asked.argv[0]}, not of ${device.agentPath}`]),
  ];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function ofScenarios({ options }: RunStarted, { events, catalogue }: ToldRun): readonly string[] {
  const heads = events.flatMap((event) =>
    event.kind === "scenario-started" || event.kind === "scenario-skipped" ? [event.scenario] : []
  );
  const told = new Set(heads.map(({ id }) => id));
  // A scenario that crashed or was interrupted is told of as well; only a run that was cut short leaves some out.
  const isWhole = events.at(-1)?.kind === "run-finished";
  const untold = isWhole && !hasProblem(events) ? options.scenarios.filter((id) => !told.has(id)) : [];
  return [
    ...untold.map((id) => `scenario "${id}" was asked for, and nothing is told of it`),
    ...[...told].filter((id) => !options.scenarios.includes(id)).map((id) =>
      `scenario "${id}" was not asked for`
    ),
    ...heads.flatMap(({ id, expectation }) => {
      const known = catalogue.find((one) => one.id === id);
      return known === undefined || known.expectation === expectation
        ? []
        : [`scenario "${id}" expects "${expectation}", and "${known.expectation}" in the catalogue`];
    }),
  ];
}

/** A run that met a problem may have left something untold. */
function hasProblem(events: readonly RunEvent[]): boolean {
  return events.some(({ kind }) => kind === "problem" || kind === "interrupted");
}

/** What is told of one attempt, under its scenario and number. */
interface ToldAttempt {
  readonly ended: ChildRecord[];
  readonly judged: AttemptRecord[];
}

function ofAttempts(events: readonly RunEvent[]): readonly string[] {
  const attempts = new Map<string, ToldAttempt>();
  const current = new Map<string, string>();
  const announced = new Map<string, number>();
  const found: string[] = [];
  for (const event of events) {
    if (event.kind === "scenario-started") announced.set(event.scenario.id, event.attempts);
    if (event.kind === "attempt-started") {
      const name = nameOfAttempt(event.scenarioId, event.index);
      current.set(event.scenarioId, name);
      attempts.set(name, { ended: [], judged: [] });
    }
    if (event.kind === "trigger-ended" && event.child !== null) {
      attempts.get(current.get(event.scenarioId) ?? "")?.ended.push(event.child);
    }
    if (event.kind === "attempt-judged") {
      const name = nameOfAttempt(event.scenarioId, event.attempt.index);
      const told = attempts.get(name);
      if (told === undefined) found.push(`${name} was judged, and never started`);
      told?.judged.push(event.attempt);
    }
    if (event.kind === "scenario-finished" && !hasProblem(events)) {
      const judged = [...attempts].filter(([name, told]) =>
        name.endsWith(` of "${event.scenarioId}"`) && told.judged.length > 0
      );
      const wanted = announced.get(event.scenarioId) ?? 0;
      if (judged.length < wanted) {
        found.push(
          `${judged.length} of ${wanted} attempts of "${event.scenarioId}" are judged, and it is finished`,
        );
      }
    }
  }
  return [...found, ...[...attempts].flatMap(([name, told]) => ofOneAttempt(name, told))];
}

function nameOfAttempt(scenarioId: string, index: number): string {
  return `attempt ${index} of "${scenarioId}"`;
}

/** The end of a trigger is told as it comes, and again when the attempt is judged. */
function ofOneAttempt(name: string, { ended, judged }: ToldAttempt): readonly string[] {
  return judged.flatMap(({ child, otherChildren }) => {
    const children = child === null ? [] : [child, ...otherChildren];
    if (child !== null && ended.length === 0) {
      return [`${name} was judged by a trigger whose end is not told`];
    }
    const isOther = ended.some((one) => !children.some((other) => isSame(one, other)));
    return isOther ? [`${name}: the trigger ended otherwise than it is judged by`] : [];
  });
}

function isSame(left: ChildRecord, right: ChildRecord): boolean {
  return left.pid === right.pid && left.exitCode === right.exitCode && left.signal === right.signal &&
    left.signalledByUs === right.signalledByUs && left.durationMs === right.durationMs;
}

function ofEvidence({ events, evidence }: ToldRun): readonly string[] {
  const kept = new Set(evidence.map(({ id }) => id));
  const named = events.flatMap((event) => {
    if (event.kind === "attempt-judged") return event.attempt.evidence;
    if (event.kind === "list-read-again") return event.evidence;
    return event.kind === "prerequisites-checked" ? event.prerequisites.flatMap((one) => one.evidence) : [];
  });
  const missing = [...new Set(named)].filter((id) => !kept.has(id));
  const double = evidence.length - kept.size;
  return [
    ...(missing.length === 0 ? [] : [`the evidence ${missing.join(", ")} was used and is not kept`]),
    ...(double === 0 ? [] : [`${double} ids of evidence are given twice`]),
  ];
}
