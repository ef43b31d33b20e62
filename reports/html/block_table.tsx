/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Every block of a measurement as a row.
import type { VNode } from "preact";
import type { BlockRecord } from "../../harness/model/record/measurement.ts";
import { formatNumber } from "../../harness/model/text/format_quantity.ts";
import { formatDuration } from "../views/format_duration.ts";
import { armInWords } from "../views/measurement_words.ts";
import { quantityOrNone } from "./cost_tables.tsx";
import { blockStateInWords } from "../views/machine_words.ts";
import { Wide } from "./parts.tsx";

/** Every block with its machine state; the data behind the charts over time. */
export function BlockTable({ blocks }: { readonly blocks: readonly BlockRecord[] }): VNode | null {
  if (blocks.length === 0) return null;
  const head = [
    "Block",
    "Phase",
    "Workload",
    "Arm",
    "Took",
    "One repetition",
    "Agent CPU",
    "Agent memory",
    "Load",
    "Machine",
  ];
  return (
    <details>
      <summary>All {blocks.length} blocks as a table</summary>
      <Wide label="Blocks">
        <table>
          <thead>
            <tr>{head.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
          </thead>
          <tbody>{blocks.map((block) => <BlockRow key={block.index} block={block} />)}</tbody>
        </table>
      </Wide>
    </details>
  );
}

function BlockRow({ block }: { readonly block: BlockRecord }): VNode {
  const { agent, machine } = block;
  return (
    <tr>
      <th scope="row">{block.index}</th>
      <td>{block.phase}{block.half === null ? "" : `, ${block.half} half`}</td>
      <td>{block.workload}</td>
      <td>{armInWords(block.arm)}</td>
      <td class="number">{formatDuration(block.durationMs)}</td>
      <td class="number">{block.wallMs === null ? "–" : formatDuration(block.wallMs)}</td>
      <td class="number">
        {quantityOrNone(agent?.cpuPercent, "percent-of-core")}
      </td>
      <td class="number">{quantityOrNone(agent?.meanBytes, "bytes")}</td>
      <td class="number">{machine.load1 === null ? "–" : formatNumber(machine.load1)}</td>
      <td>
        {blockStateInWords(block)}
        {block.usable ? null : <p>Left out: {block.problem ?? "no reason given"}</p>}
        {block.remarks.map(({ kind, detail }) => <p key={`${kind} ${detail}`} class="muted">{detail}</p>)}
      </td>
    </tr>
  );
}
