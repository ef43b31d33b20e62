/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The checklist: what has to be mended first, then what is met.
import type { VNode } from "preact";
import { blockingPrerequisites, type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import { remedyCommand } from "../../harness/model/remedy.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { Badge, Command, Section, type Tone } from "./parts.tsx";

/** Section `prerequisites`. */
export function PrerequisiteSection({ record }: { readonly record: RunRecord }): VNode {
  const all = record.prerequisites;
  const met = all.filter(({ status }) => status === "met");
  const open = all.filter(({ status }) => status !== "met");
  const blocking = blockingPrerequisites(all);
  return (
    <Section id="prerequisites" title="Prerequisites" count={`${met.length} of ${all.length} met`}>
      {all.length === 0 ? <p>The run ended before they were checked.</p> : null}
      {open.length === 0 ? null : (
        <ul class="checklist">
          {open.map((one) => <Open key={one.id} one={one} blocking={blocking.includes(one)} />)}
        </ul>
      )}
      {met.length === 0 ? null : <Met met={met} open={open.length > 0} />}
    </Section>
  );
}

function Open({ one, blocking }: { readonly one: Prerequisite; readonly blocking: boolean }): VNode {
  const tone: Tone = blocking ? "fail" : "inconclusive";
  return (
    <li class={`check tone-${tone}`}>
      <p class="check-head">
        <Badge tone={tone}>{one.waiver === null ? one.status : `${one.status}, waived`}</Badge>
        <strong>{one.title}</strong>
        <span class="muted">{one.severity}{blocking ? ", blocks the run" : ""}</span>
      </p>
      <p>{one.detail}</p>
      {one.waiver === null ? null : <p>Waived because: {waiverInWords(one.waiver)}</p>}
      {one.remedy === null ? null : <Remedy text={one.remedy} />}
    </li>
  );
}

function Remedy({ text }: { readonly text: string }): VNode {
  const command = remedyCommand(text);
  return (
    <div class="remedy">
      <span class="remedy-word">Remedy</span>
      {command === null ? <span>{text}</span> : <Command text={command} />}
    </div>
  );
}

function Met({ met, open }: { readonly met: readonly Prerequisite[]; readonly open: boolean }): VNode {
  return (
    <details open={!open}>
      <summary>{met.length} met</summary>
      <ul class="met">
        {met.map(({ id, title, detail }) => (
          <li key={id}>
            <Badge tone="pass">met</Badge>
            <span>
              <strong>{title}</strong> <span class="muted">{detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
