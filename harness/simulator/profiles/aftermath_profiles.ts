// Devices whose list, protection or answers change once they have seen a demonstration, and people who get in the way.
// What is right for each of them follows from what was really done, whatever the list looks like.
import type { Aftermath, DeviceProfile, Reaction } from "./device_profile.ts";
import {
  DEMONSTRATION_NAME,
  HEALTHY_PREVIEW,
  NO_AFTERMATH,
  NO_REACTION,
  PROMPT_REACTION,
} from "./healthy_profiles.ts";

/** An entry of the demonstration from the day before: not a day to the second, which another zone could explain. */
const EARLIER: DeviceProfile["history"] = [
  { name: DEMONSTRATION_NAME, type: "behavior", status: "quarantined", daysAgo: 1.1371 },
];
const BLOCKS_ONLY: Reaction = { ...PROMPT_REACTION, records: false };

const LOSSES = {
  "behavior-monitoring": "behavior monitoring goes off",
  "real-time-protection": "real-time protection goes off",
  "passive-mode": "it goes into passive mode",
  engine: "its engine is not loaded any more",
} as const;

/** One device for each way in which a verdict can be fooled. */
export const AFTERMATH_PROFILES: readonly DeviceProfile[] = [
  // The agent kills and records nothing; what the list shows besides must not make a pass of it.
  after("history-late", "Blocks without a record, and lists what is old only then", {
    reaction: BLOCKS_ONLY,
    list: "history-late",
    ends: "blocked-not-recorded",
  }),
  after("re-dated", "Blocks without a record, and dates an old entry anew, to ten minutes before", {
    reaction: BLOCKS_ONLY,
    list: "re-dated",
    ends: "blocked-not-recorded",
  }),
  after("other-before", "Blocks without a record; somebody else's entry from before comes late", {
    reaction: BLOCKS_ONLY,
    list: "other-before",
    ends: "blocked-not-recorded",
  }),
  after("control-late", "Blocks without a record; an entry from when the control ran comes late", {
    reaction: BLOCKS_ONLY,
    list: "control-late",
    ends: "blocked-not-recorded",
  }),
  after("status-later", "Blocks without a record, and lists JSON only, with a new status of an old entry", {
    reaction: BLOCKS_ONLY,
    list: "status-later",
    trouble: "never-text",
    ends: "blocked-not-recorded",
  }),
  // All is right; what the list looks like must not keep it from a pass.
  after("doubled", "Blocks and records, and lists every entry twice", { list: "doubled" }),
  after("zone-step", "Blocks and records, and tells all times in the next zone from then on", {
    list: "zone-step",
  }),
  after("clock-step", "Blocks and records, and tells all times twenty minutes ahead from then on", {
    list: "clock-step",
    history: [...EARLIER, ...EARLIER.map((entry) => ({ ...entry, daysAgo: 2 }))],
  }),
  after("clock-ahead", "Blocks and records, and dates what is new twenty minutes ahead", {
    list: "clock-ahead",
    ends: "clock-not-plausible",
  }),
  after("newest-first", "Blocks and records, and lists the newest entry first from then on", {
    list: "newest-first",
  }),
  after("newest-only", "Blocks and records, and lists nothing but the newest entry from then on", {
    list: "newest-only",
  }),
  after("entry-removed", "Blocks and records; a person takes the entry away soon after", {
    list: "entry-removed",
  }),
  after("other-after", "Blocks and records; an entry of somebody else follows closely", {
    list: "other-after",
    ends: "ambiguous",
  }),
  after("other-in-control", "Blocks and records; somebody else's entry comes while the next control runs", {
    list: "other-in-control",
    ends: "ambiguous",
  }),
  {
    ...after("first-late", "Blocks, and lists the first entry after seven seconds and no later one", {
      list: "first-late",
    }),
    expected: {
      command: "verify --yes --repeats 2 --deadline 4 --grace 0",
      verdict: "fail",
      reason: "late",
      exitCode: 1,
    },
  },
  // The status has to say that it was stopped.
  ...["allowed", "restored", "active", "failed"].map((status) =>
    after(`status-${status}`, `Blocks, and records that it was ${status}`, {
      reaction: { ...PROMPT_REACTION, status },
      ends: "status-not-stopped",
    })
  ),
  // Protection went away: silence then says nothing about enrolment.
  ...(["behavior-monitoring", "real-time-protection", "passive-mode", "engine"] as const).map((lost) =>
    after(`loses-${lost}`, `Never reacts: ${LOSSES[lost]} as soon as it sees the demonstration`, {
      reaction: NO_REACTION,
      lost,
      ends: "protection-changed",
    })
  ),
  // A command line that stumbles for a while.
  after("stumbles", "Blocks and records; its command line answers nothing for a while", { trouble: "fails" }),
  after("slow-list", "Blocks and records; its list takes long for a while", { trouble: "slow-list" }),
  after("cut-list", "Blocks and records; its list is cut for a while", { trouble: "cut-list" }),
  after("no-text", "Blocks and records; its list comes as JSON only for a while", { trouble: "no-text" }),
  after("terminated", "Records the demonstration, which somebody ends with SIGTERM", {
    reaction: { ...PROMPT_REACTION, signal: "TERM" },
    ends: "trigger-not-run",
  }),
  after("frozen", "Records the demonstration, which somebody stops with SIGSTOP", {
    reaction: { ...PROMPT_REACTION, signal: "STOP" },
    ends: "trigger-not-run",
  }),
];

type Reason = DeviceProfile["expected"]["reason"];

function after(
  id: string,
  description: string,
  { reaction = PROMPT_REACTION, history = EARLIER, ends = "blocked-and-recorded", ...aftermath }:
    & Partial<
      Aftermath
    >
    & {
      readonly reaction?: Reaction;
      readonly history?: DeviceProfile["history"];
      readonly ends?: Reason;
    },
): DeviceProfile {
  const outcome = ends === "blocked-and-recorded"
    ? { verdict: "pass" as const, exitCode: 0 as const }
    : { verdict: "inconclusive" as const, exitCode: 3 as const };
  return {
    ...HEALTHY_PREVIEW,
    id,
    description,
    expected: { command: "verify --yes", reason: ends, ...outcome },
    history,
    reaction,
    aftermath: { ...NO_AFTERMATH, ...aftermath },
  };
}
