/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// How the verdict came about: rules, options, problems. For whoever wants to repeat or to doubt it.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { listingsInWords } from "../views/listings_words.ts";
import { variantInWords } from "../views/trigger_words.ts";
import { formatDuration } from "../views/format_duration.ts";
import { Facts, Section } from "./parts.tsx";

/** Section `method`. */
export function MethodSection({ record }: { readonly record: RunRecord }): VNode {
  const { options, problems, consent } = record;
  return (
    <Section id="method" title="How it was measured">
      {problems.length === 0 ? null : <Problems problems={problems} />}
      <ul class="rules">
        <li>
          A trigger is the vendor's own benign demonstration. It runs in a process of its own; how that
          process ended is read from the operating system, not from a message.
        </li>
        <li>
          A detection counts only when it is new or changed against the list taken before the trigger, and
          when name and type fit within one entry. Entries of earlier runs never count.
        </li>
        <li>
          Pass needs both: killed by somebody else than the harness, and recorded within the deadline. What
          could not be read is inconclusive, never a pass.
        </li>
        <li>Controls look almost like the trigger and must stay quiet.</li>
        <li>
          Times come from one monotonic clock. Time to block is trigger start to its end; time to record is
          trigger start to the first listing that shows the entry. Intervals of rates are Wilson score
          intervals at 95 %.
        </li>
      </ul>
      <Facts
        facts={{
          "Run": <code>{record.runId}</code>,
          "Verdict and reason": <code>{`${record.verdict} · ${record.reason}`}</code>,
          "Exit code": String(record.exitCode),
          "Repeats": String(options.repeats),
          "Deadline": formatDuration(options.deadlineMs),
          "Grace after the deadline": formatDuration(options.graceMs),
          "Settle after a change": formatDuration(options.settleMs),
          "Scenarios asked for": options.scenarios.join(", "),
          "Consent": consent === null
            ? "not reached"
            : `${consent.given ? "given" : "not given"} (${consent.how})`,
          "List asked for": listingsInWords(record) ?? "",
          "Trigger": variantInWords(options) ?? "not known which form",
          "Restore": record.restore.detail,
          "Tool": `${record.tool.name} ${record.tool.version}, record version ${record.schemaVersion}`,
        }}
      />
    </Section>
  );
}

function Problems({ problems }: { readonly problems: RunRecord["problems"] }): VNode {
  return (
    <div class="alarm tone-fail" role="note">
      <h3>Problems on the way</h3>
      <ul>
        {problems.map(({ code, message, hint }, index) => (
          <li key={index}>
            <code>{code}</code> {message}
            <br />
            {hint}
          </li>
        ))}
      </ul>
    </div>
  );
}
