/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// One attempt with everything that its verdict rests on: what ran, how it ended, the list before and after, and what
// protected the device.
import type { ComponentChildren, VNode } from "preact";
import type {
  AttemptRecord,
  ChildRecord,
  ProtectionState,
  TriggerFileRecord,
} from "../../../harness/model/record/run_record.ts";
import { fileFault } from "../../../harness/model/record/file_fault.ts";
import { asSentence } from "../../../harness/model/text/sentence.ts";
import type { AttemptProof } from "../../views/attempt_proof.ts";
import { describeChildEnd } from "../../views/describe_child_end.ts";
import { formatOptionalDuration } from "../../views/format_duration.ts";
import type { OutputGroup } from "../../views/output_groups.ts";
import { ListingColumns } from "./listing_columns.tsx";
import { OutputLinks } from "./output_links.tsx";
import { Facts, VerdictBadge, Wide } from "../parts.tsx";

/** What {@linkcode AttemptDetails} is given. */
export interface AttemptDetailsProps {
  readonly attempt: AttemptRecord;
  readonly proof: AttemptProof;
  readonly outputs: readonly OutputGroup[];
  /** Which form of the trigger ran; null where the record does not tell. */
  readonly variant: string | null;
  /** The scenario has no other attempt, and says already how this one went. */
  readonly isOnly: boolean;
  readonly open: boolean;
}

/** The attempt, folded unless it is to be seen first. */
export function AttemptDetails(
  { attempt, proof, outputs, variant, isOnly, open }: AttemptDetailsProps,
): VNode {
  const { index, verdict, reason, explanation, problems, evidence, triggerStartedMs, detections } = attempt;
  return (
    <details class={`attempt tone-${verdict}`} open={open}>
      <summary>
        <VerdictBadge verdict={verdict} /> {`Attempt ${index}: `}
        {isOnly ? "what the verdict rests on" : asSentence(explanation)}
      </summary>
      {problems.map(({ code, message }) => (
        <p key={code}>
          <code>{code}</code> {message}
        </p>
      ))}
      <Facts
        facts={{
          "Reason": <code>{reason}</code>,
          "Started": attempt.startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC"),
          "Time to block": formatOptionalDuration(attempt.timeToBlockMs),
          "Time to record": formatOptionalDuration(attempt.timeToRecordMs),
          "Neighbours": attempt.neighbours === null
            ? null
            : `${attempt.neighbours.survived} of ${attempt.neighbours.started} survived`,
        }}
      />
      <Part title="What ran">
        <Script attempt={attempt} variant={variant} />
      </Part>
      <Part title="How it ended">
        <Ends attempt={attempt} />
        <Files files={attempt.triggerFiles} />
      </Part>
      <Part title="The list of detections, before and after">
        <ListingColumns proof={proof} />
      </Part>
      <Part title="What protected the device">
        <Protection protection={attempt.protection} />
      </Part>
      <Part title="What the agent was asked">
        <OutputLinks
          ids={evidence}
          outputs={outputs}
          showing={detections.length === 0 ? undefined : proof.after?.outputId}
          fromMs={triggerStartedMs}
        />
      </Part>
    </details>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <div class="part">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

function Script(
  { attempt: { triggers = [], child }, variant }: Pick<AttemptDetailsProps, "attempt" | "variant">,
): VNode {
  if (triggers.length === 0) {
    return (
      <p>{child === null ? "Nothing: the trigger never started." : "The record does not tell the script."}</p>
    );
  }
  return (
    <>
      {triggers.map(({ pid, command, script }) => (
        <div key={pid}>
          <p>
            <code>{command}</code>, process {pid}
          </p>
          <pre tabIndex={0}>{script.join("\n")}</pre>
        </div>
      ))}
      {variant === null ? null : <p class="muted">{variant}</p>}
    </>
  );
}

function Ends({ attempt: { child, otherChildren } }: { readonly attempt: AttemptRecord }): VNode {
  if (child === null) return <p>No process of the trigger was started.</p>;
  return (
    <ul>
      {[child, ...otherChildren].map((one) => (
        <li key={one.pid}>
          Process {one.pid}: {describeChildEnd(one)}. {senderInWords(one)}
          {one.stderr === undefined || one.stderr === ""
            ? null
            : <pre tabIndex={0}>{`standard error: ${one.stderr}`}</pre>}
        </li>
      ))}
    </ul>
  );
}

/** A signal does not tell who sent it; who could have is all that can be said. */
function senderInWords({ signal, signalledByUs }: ChildRecord): string {
  if (signal === null || signalledByUs) return "";
  return "The harness did not send the signal. Root or the trigger's own user can: the agent, a system that runs out " +
    "of memory, an administrator. Only the agent's own record, below, tells which.";
}

function Files({ files }: { readonly files: readonly TriggerFileRecord[] | undefined }): VNode | null {
  if (files === undefined || files.length === 0) return null;
  return (
    <ul>
      {files.map((file) => (
        <li key={file.name}>
          <code>{file.name}</code> {fileFault(file) ?? "holds what the script writes"}
        </li>
      ))}
    </ul>
  );
}

function Protection(
  { protection: { before, during = [], after } }: Pick<AttemptRecord, "protection">,
): VNode {
  if (before === null && after === null) return <p class="muted">It was not read, or could not be.</p>;
  const states = [before, ...during, after].filter((state) => state !== null);
  return (
    <Wide label="State of protection">
      <table class="protection">
        <thead>
          <tr>
            <td />
            <th scope="col">Before</th>
            {during.length === 0 ? null : <th scope="col">While it ran ({during.length}×)</th>}
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {STATES.filter(([, , isTold]) => isTold === undefined || states.some(isTold)).map((
            [name, tell],
          ) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before === null ? "not readable" : tell(before)}</td>
              {during.length === 0 ? null : <td>{inTurn(during.map(tell))}</td>}
              <td>{after === null ? "not readable" : tell(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** What was told one after the other, without what was told again. */
function inTurn(told: readonly string[]): string {
  return told.filter((words, index) => words !== told[index - 1]).join(", then ");
}

type Tell<Told> = (state: ProtectionState) => Told;

/** What is told in a row, and whether there is something to tell; always, when that is left out. */
const STATES: readonly (readonly [string, Tell<string>, isTold?: Tell<boolean>])[] = [
  ["Behavior monitoring", ({ behaviorMonitoring }) => behaviorMonitoring ?? NOT_TOLD],
  ["Real-time protection", ({ realTimeProtection }) => inWords(realTimeProtection, "on", "off")],
  ["Passive mode", ({ passiveMode }) => inWords(passiveMode, "on", "off")],
  ["Engine", ({ engineLoaded }) => inWords(engineLoaded, "loaded", "not loaded")],
  [
    "Enforcement level",
    ({ enforcementLevel }) => enforcementLevel ?? NOT_TOLD,
    ({ enforcementLevel }) => (enforcementLevel ?? null) !== null,
  ],
  [
    "Reported",
    ({ issues = [] }) => issues.length === 0 ? "nothing" : issues.join("; "),
    ({ issues = [] }) => issues.length > 0,
  ],
];

const NOT_TOLD = "the agent does not tell";

function inWords(value: boolean | null, yes: string, no: string): string {
  return value === null ? NOT_TOLD : value ? yes : no;
}
