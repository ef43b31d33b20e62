/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The list of detections before and after the trigger, side by side, with the entry on which the verdict rests.
import type { VNode } from "preact";
import type { AttemptProof, ListingView, MarkedEntry } from "../../views/attempt_proof.ts";
import { formatDuration } from "../../views/format_duration.ts";

/** Both lists of an attempt. */
export function ListingColumns({ proof }: { readonly proof: AttemptProof }): VNode {
  return (
    <div class="columns">
      <Listing title="Before" view={proof.before} none="" />
      <Listing title="After" view={proof.after} none="No new entry." />
    </div>
  );
}

interface ListingProps {
  readonly title: string;
  readonly view: ListingView | null;
  /** What is said where no entry is shown. */
  readonly none: string;
}

function Listing({ title, view, none }: ListingProps): VNode {
  return (
    <div class="listing">
      <h5>{title}</h5>
      {view === null
        ? <p class="muted">No list was kept, or none could be read.</p>
        : <Entries view={view} none={none} />}
    </div>
  );
}

function Entries({ view, none }: { readonly view: ListingView; readonly none: string }): VNode {
  const { answeredMs, total, entries, knownOfTheName, others } = view;
  return (
    <>
      <p class="muted">
        {`${total === 0 ? "No entry" : total === 1 ? "1 entry" : `${total} entries`}${when(answeredMs)}`}
      </p>
      {knownOfTheName === 0
        ? null
        : <p>{`${knownOfTheName} of the same name, not counted: listed before the trigger started`}</p>}
      {entries.length > 0 || none === "" ? null : <p>{none}</p>}
      {entries.map((one, index) => <Entry key={index} one={one} />)}
      {others === 0
        ? null
        : <p class="muted">{`${others} more, not counted: listed before the trigger started`}</p>}
    </>
  );
}

function when(answeredMs: number | null): string {
  if (answeredMs === null) return "";
  return answeredMs < 0
    ? `, ${formatDuration(-answeredMs)} before the trigger`
    : `, ${formatDuration(answeredMs)} after its start`;
}

function Entry({ one: { entry, counts, because } }: { readonly one: MarkedEntry }): VNode {
  return (
    <div class={counts ? "entry counts" : "entry"}>
      <p>
        {counts
          ? <strong>New: this entry counts</strong>
          : <span class="muted">{`Not counted, because ${because}`}</span>}
      </p>
      <dl>
        <Field name="Id" value={entry.id} />
        <Field name="Name" value={entry.name} />
        <Field name="Type" value={entry.type} />
        <Field name="Status" value={entry.status} />
        <Field name="Time, as printed" value={entry.printedAt ?? entry.detectedAt} />
      </dl>
    </div>
  );
}

function Field({ name, value }: { readonly name: string; readonly value: string | null }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? "none"}</dd>
    </div>
  );
}
