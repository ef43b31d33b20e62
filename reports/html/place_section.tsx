/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Where it was: the machine, the agent with its programs, the policy and why it was this one, and what was waived.
import type { VNode } from "preact";
import { type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { hardwareInWords } from "../views/machine_words.ts";
import { programWords, userWords } from "../views/program_words.ts";
import { Facts, Section } from "./parts.tsx";

/** Section `place`. */
export function PlaceSection({ record }: { readonly record: RunRecord }): VNode {
  const { device, policy, prerequisites } = record;
  const waived = prerequisites.filter(({ waiver, expiredWaiver }) =>
    waiver !== null || expiredWaiver !== undefined
  );
  return (
    <Section id="place" title="Where it was">
      <Facts
        facts={{
          "Hardware": hardwareInWords(device),
          "User": userWords(device),
          "Agent's command line": <code>{device.agentPath}</code>,
          "Engine": device.engineVersion,
          "Definitions": device.definitionsStatus,
          "Tamper protection": device.tamperProtection,
          "Organisation": device.orgId,
          "Machine": device.machineGuid,
          "Trigger folder": <code>{device.triggerFolder}</code>,
        }}
      />
      <h3>Policy</h3>
      <p>
        {policy.title === "" ? policy.id : `${policy.title} (${policy.id})`}
        {policy.source === "" ? "" : `, by "${policy.source}" of ${policy.date}`}.{" "}
        {policy.chosenBy === "option"
          ? "Asked for with --policy."
          : `Chosen by the device: ${policy.why ?? "not told why"}.`}
      </p>
      <h3>Programs of the agent</h3>
      {device.programs.length === 0 ? <p class="muted">None was read.</p> : (
        <ul class="programs">
          {device.programs.map((program) => <li key={program.path}>{programWords(program)}</li>)}
        </ul>
      )}
      <h3>Waivers</h3>
      {waived.length === 0 ? <p>None was given.</p> : (
        <ul>
          {waived.map((one) => <Waived key={one.id} one={one} />)}
        </ul>
      )}
    </Section>
  );
}

function Waived({ one: { id, status, waiver, expiredWaiver } }: { readonly one: Prerequisite }): VNode {
  const words = waiver !== null
    ? waiverInWords(waiver)
    : expiredWaiver === undefined
    ? ""
    : `${waiverInWords(expiredWaiver)} is over and does not count`;
  return (
    <li>
      <code>{id}</code> ({status}): {words}
    </li>
  );
}
