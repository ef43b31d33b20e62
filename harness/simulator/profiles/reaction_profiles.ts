// Devices that take changes or react otherwise than they should.
import type { DeviceProfile, Reaction } from "./device_profile.ts";
import { DEMONSTRATION_NAME, HEALTHY_PREVIEW, NO_REACTION, PROMPT_REACTION } from "./healthy_profiles.ts";

const OFF: DeviceProfile = {
  ...HEALTHY_PREVIEW,
  behaviorMonitoring: { initial: "disabled", managed: false, changes: "taken" },
};
const NOT_ENABLED: DeviceProfile["expected"] = {
  command: "verify --yes",
  verdict: "inconclusive",
  reason: "not-enabled",
  exitCode: 3,
};

/** Devices that judge the harness: most of them must not pass. */
export const REACTION_PROFILES: readonly DeviceProfile[] = [
  {
    ...OFF,
    id: "refuses-change",
    description: "Refuses to switch behavior monitoring on",
    expected: NOT_ENABLED,
    behaviorMonitoring: { ...OFF.behaviorMonitoring, changes: "refused" },
  },
  {
    ...OFF,
    id: "lies-about-change",
    description: "Says that it switched behavior monitoring on, and did not",
    expected: NOT_ENABLED,
    behaviorMonitoring: { ...OFF.behaviorMonitoring, changes: "ignored" },
  },
  {
    ...OFF,
    id: "stuck-on",
    description: "Refuses to switch behavior monitoring off again",
    expected: { ...OFF.expected, exitCode: 5 },
    behaviorMonitoring: { ...OFF.behaviorMonitoring, changes: "never-off" },
  },
  {
    ...failing("not-enrolled", "All prerequisites met, but never reacts", "not-detected"),
    reaction: NO_REACTION,
  },
  {
    ...failing(
      "stale-history",
      "Lists five earlier detections of the same name, and never reacts",
      "not-detected",
    ),
    history: [41, 30, 19, 8, 1].map((daysAgo) => ({
      name: DEMONSTRATION_NAME,
      type: "behavior",
      status: "quarantined",
      daysAgo,
    })),
    reaction: NO_REACTION,
  },
  reacting(
    failing("records-only", "Records the demonstration but does not stop it", "recorded-not-blocked"),
    {
      kills: false,
    },
  ),
  reacting(
    inconclusive("blocks-only", "Stops the demonstration but does not record it", "blocked-not-recorded"),
    {
      records: false,
    },
  ),
  reacting(failing("late", "Records the demonstration only after the deadline", "late"), {
    recordDelayMs: "late",
  }),
  reacting(
    {
      ...failing("flaky", "Reacts to seven of ten demonstrations", "not-detected"),
      expected: {
        command: "verify --yes --repeats 10",
        verdict: "fail",
        reason: "not-detected",
        exitCode: 1,
      },
    },
    { pattern: [true, true, false, true, true, false, true, true, false, true] },
  ),
  reacting(
    inconclusive("second-actor", "Somebody else runs the same demonstration at the same time", "ambiguous"),
    {
      secondActor: true,
    },
  ),
  reacting(failing("trigger-happy", "Stops near misses of the demonstration too", "unexpected-block"), {
    breadth: "any-text-file",
  }),
  {
    ...inconclusive("garbled", "Every answer is cut in the middle", "agent-unreadable"),
    output: { ...HEALTHY_PREVIEW.output, answers: "cut" },
  },
  {
    ...inconclusive("hangs", "The command line never answers", "agent-unreadable"),
    output: { ...HEALTHY_PREVIEW.output, answers: "never" },
  },
  reacting(inconclusive("dies", "The agent goes away when it sees the demonstration", "agent-unreadable"), {
    agentDies: true,
  }),
];

type Reason = DeviceProfile["expected"]["reason"];

function failing(id: string, description: string, reason: Reason): DeviceProfile {
  return endingWith({ id, description }, { verdict: "fail", reason, exitCode: 1 });
}

function inconclusive(id: string, description: string, reason: Reason): DeviceProfile {
  return endingWith({ id, description }, { verdict: "inconclusive", reason, exitCode: 3 });
}

function endingWith(
  name: Pick<DeviceProfile, "id" | "description">,
  outcome: Omit<DeviceProfile["expected"], "command">,
): DeviceProfile {
  return { ...HEALTHY_PREVIEW, ...name, expected: { command: "verify --yes", ...outcome } };
}

function reacting(profile: DeviceProfile, reaction: Partial<Reaction>): DeviceProfile {
  return { ...profile, reaction: { ...PROMPT_REACTION, ...reaction } };
}
