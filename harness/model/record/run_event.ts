// Everything that happens in a run, in order. Appended to `events.ndjson` before the next step starts; the run record is
// a pure fold of these (fold.ts). The types are read off the schema; importing them loads no schema library.
import type { z } from "zod";
import type { DeepReadonly } from "../deep_readonly.ts";
import type { runEventSchema } from "./run_event_schema.ts";

/** One line of `events.ndjson`. */
export type RunEvent = DeepReadonly<z.infer<typeof runEventSchema>>;
/** What happened, without its time stamp. */
export type RunEventBody = WithoutStamp<RunEvent>;
/** What a run starts with. */
export type RunStarted = Extract<RunEventBody, { readonly kind: "run-started" }>;
/** What identifies a scenario in the record. */
export type ScenarioHead = Extract<RunEventBody, { readonly kind: "scenario-started" }>["scenario"];

/** Member by member, so that the union stays one. */
type WithoutStamp<Event> = Event extends RunEvent ? Omit<Event, "seq" | "at" | "atMs"> : never;
