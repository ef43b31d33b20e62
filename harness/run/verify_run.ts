// The job of `verify`: the scenarios one after the other, each with behavior monitoring as it needs it, and a
// measurement behind them where one is asked for. The order around it stands in run_in_order.ts.
import { toProblem } from "../model/harness_error.ts";
import { blockingPrerequisites } from "../model/prerequisite.ts";
import type {
  ConsentRecord,
  DeviceRecord,
  EnablementRecord,
  RestoreRecord,
  RunOptions,
} from "../model/record/run_record.ts";
import type { RunStarted } from "../model/record/run_event.ts";
import type { Platform } from "../model/platform.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Interruption, RunPorts } from "../ports/run_ports.ts";
import { policyAtStart, type PolicyWord } from "../prerequisites/choose_policy.ts";
import type { CheckOptions } from "../prerequisites/check_prerequisites.ts";
import { concludeAttempts, readOn } from "./attempt/conclude_attempts.ts";
import { openBook, type RunBook } from "./attempt/run_book.ts";
import { type AskedProtection, readProtection } from "./attempt/read_protection.ts";
import { runAttempts, runScenarios, scenarioHead, type ScenarioPlan } from "./attempt/run_scenarios.ts";
import { type ScenariosBeside, scenariosBeside } from "./attempt/scenarios_beside.ts";
import { type Begun, runInOrder } from "./run_in_order.ts";
import type { Derive } from "./measuring/measure_arms.ts";
import type { Journal } from "./setting/journal.ts";
import { switchBehaviorMonitoring } from "./setting/switch_behavior_monitoring.ts";
import { notEnabled, type Stop } from "./stop.ts";
import { verifyNeeds } from "./verify_needs.ts";

/** Asks a person, or knows the answer already. */
export type AskConsent = (scenarios: readonly Scenario[]) => Promise<ConsentRecord>;

/** What a run is asked to do. */
export interface VerifyRequest {
  readonly start: Omit<RunStarted, "kind" | "device" | "options" | "policy">;
  readonly device: DeviceRecord;
  readonly options: RunOptions;
  readonly policy: PolicyWord;
  readonly checks: Omit<CheckOptions, "now">;
  readonly isRoot: boolean;
  /** Folder that scripts of triggers are run from. */
  readonly scriptFolder?: string;
  readonly scenarios: readonly Scenario[];
  readonly askConsent: AskConsent;
  /** Measures after the scenarios, on the same journal; what it gives derives the result. */
  readonly measure?: (journal: Journal) => Promise<Derive>;
  readonly interruption: Interruption;
}

/** Runs everything and puts the device back, whatever happens. */
export async function verifyRun(ports: RunPorts, request: VerifyRequest): Promise<RestoreRecord> {
  const { scenarios, options, policy, interruption } = request;
  // Scenarios not begun yet; the record tells of each why it was skipped when the run stops early.
  const left = new Set(scenarios);
  let derive: Derive | undefined;
  const isIdle = request.measure === undefined && !scenarios.some((one) => runsOn(one, ports.device));
  return await runInOrder(ports, {
    start: { ...request.start, device: request.device, options, policy: policyAtStart(policy) },
    check: {
      facts: verifyNeeds(scenarios, request),
      policy,
      options: request.checks,
      blocking: blockingPrerequisites,
    },
    // Where nothing can be triggered, nothing is changed for it either.
    askConsent: isIdle ? null : () => request.askConsent(scenarios),
    enable: isIdle ? null : "enabled",
    settleMs: options.settleMs,
    work: async (begun) => {
      const scenariosRun: ScenariosRun = { begun, request, book: openBook(ports) };
      for (const beside of scenariosBeside(scenarios)) {
        if (interruption.signal.aborted) break;
        for (const scenario of beside) left.delete(scenario);
        await runBeside(ports, scenariosRun, beside);
      }
      await conclude(ports, scenariosRun);
      if (!interruption.signal.aborted) derive = await request.measure?.(begun.journal);
    },
    onStop: (stop) => skipAll(ports, left, stop),
    restore: { leaveEnabled: options.leaveEnabled },
    afterRestore: async () => await derive?.() ?? true,
    interruption,
  });
}

/** What the scenarios of one run share. */
interface ScenariosRun {
  readonly begun: Begun;
  readonly request: VerifyRequest;
  readonly book: RunBook;
}

const NOT_PUBLISHED: Readonly<Record<Platform, string>> = {
  darwin: "The vendor does not publish this demonstration for macOS",
  linux: "The vendor publishes no demonstration of behavior monitoring for Linux, only for macOS",
};

function runsOn({ platforms }: Scenario, { platform }: RunPorts["device"]): boolean {
  return platforms.includes(platform);
}

/** Runs scenarios beside each other. What goes wrong in them is told, and keeps no other from being run. */
async function runBeside(ports: RunPorts, run: ScenariosRun, scenarios: ScenariosBeside): Promise<void> {
  if (!runsOn(scenarios[0], ports.device)) {
    const explanation = NOT_PUBLISHED[ports.device.platform];
    return await skipAll(ports, scenarios, { reason: "platform-not-supported", explanation });
  }
  try {
    const { stop, asked } = await prepare(ports, run, scenarios[0]);
    if (stop !== null) return await skipAll(ports, scenarios, stop);
    await runScenarios(ports, run.begun.journal, planOf(run, scenarios, asked));
  } catch (error) {
    await tellCrash(ports, error, scenarios.map(({ id }) => `Scenario "${id}"`).join(", "));
  }
}

/** What came of preparing: why the scenario cannot run, or else what protects the device where that was asked. */
interface Prepared {
  readonly stop: Stop | null;
  readonly asked: AskedProtection | null;
}

/** Brings behavior monitoring to the state that the scenario needs; says why when that cannot be done. */
async function prepare(
  ports: RunPorts,
  { begun: { journal, prerequisites }, request, book }: ScenariosRun,
  scenario: Scenario,
): Promise<Prepared> {
  const { device, clock } = ports;
  const wanted = scenario.behaviorMonitoring;
  // Mostly it is so already: then the same answer tells what protects the device before the attempt.
  const asked = await readProtection(ports);
  if (asked.state?.behaviorMonitoring === wanted) return { stop: null, asked };
  const { options: { settleMs, deadlineMs }, interruption } = request;
  // A change takes its time, in which nobody would look for what was recorded before it.
  if (book.attempts.length > 0) await readOn(ports, { book, prerequisites, deadlineMs, interruption });
  const limits = { settleMs, signal: interruption.signal };
  const switched = await switchBehaviorMonitoring({ device, clock, journal }, wanted, limits);
  if (switched.changed) await tellChange(ports, switched, `"${scenario.id}" needs it`);
  return { stop: switched.problem === null ? null : notEnabled(switched), asked: null };
}

function planOf(
  { begun: { prerequisites }, request, book }: ScenariosRun,
  scenarios: ScenariosBeside,
  asked: AskedProtection | null,
): ScenarioPlan {
  const { options: { repeats, deadlineMs, graceMs }, interruption } = request;
  return { scenarios, repeats, deadlineMs, graceMs, prerequisites, asked, interruption, book };
}

/** The last word on all attempts; when it cannot be said, the run is no pass. */
async function conclude(ports: RunPorts, run: ScenariosRun): Promise<void> {
  const { begun: { journal, prerequisites }, request: { options, interruption }, book } = run;
  try {
    await concludeAttempts(ports, {
      book,
      prerequisites,
      interruption,
      deadlineMs: options.deadlineMs,
      runAgain: async (scenario, index) => {
        const { stop, asked } = await prepare(ports, run, scenario);
        if (stop === null) await runAttempts(ports, journal, planOf(run, [scenario], asked), index);
      },
    });
  } catch (error) {
    await tellCrash(ports, error, "Judging the run");
  }
}

async function tellCrash({ log }: RunPorts, error: unknown, what: string): Promise<void> {
  const { message, hint } = toProblem(error);
  await log.append({
    kind: "problem",
    problem: { code: "scenario/crashed", message: `${what} crashed: ${message}`, hint },
  });
}

async function tellChange(
  { log }: RunPorts,
  { before, wanted }: EnablementRecord,
  why: string,
): Promise<void> {
  await log.append({ kind: "setting-changed", from: before?.value ?? "unknown", to: wanted, why });
}

async function skipAll(ports: RunPorts, left: Iterable<Scenario>, stop: Stop): Promise<void> {
  for (const scenario of left) await skip(ports, scenario, stop);
}

async function skip(
  { log }: RunPorts,
  scenario: Scenario,
  { reason, explanation }: Stop,
): Promise<void> {
  await log.append({ kind: "scenario-skipped", scenario: scenarioHead(scenario), reason, explanation });
}
