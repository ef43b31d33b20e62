// The run as events of the Open Cybersecurity Schema Framework, one JSON object a line: a Compliance Finding (2003)
// for each prerequisite and a Detection Finding (2004) for each detection that was observed.
import { policyInWords } from "../views/policy_in_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { blockingPrerequisites, type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import type { AttemptRecord, RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { jsonText, printable } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";
import { stableUuid } from "../views/stable_id.ts";

/** `ocsf`: `ocsf.ndjson`. */
export const ocsfReporter: Reporter = {
  name: "ocsf",
  fileName: "ocsf.ndjson",
  readers: "security lakes and SIEMs that take OCSF",
  render: (record) => ocsfEvents(record).map((event) => `${jsonText(event, 0)}\n`).join(""),
};

/** Version of the schema that the events name. */
export const OCSF_VERSION = "1.8.0";

const FINDINGS = { category_uid: 2, category_name: "Findings" } as const;
const CREATE = { activity_id: 1, activity_name: "Create" } as const;

/** All events, in the order of the record. */
export function ocsfEvents(hostile: RunRecord): readonly Readonly<Record<string, unknown>>[] {
  const record = mapTexts(hostile, printable);
  const blocking = blockingPrerequisites(record.prerequisites);
  return [
    ...record.prerequisites.map((one) => complianceFinding(record, one, blocking.includes(one))),
    ...record.scenarios.flatMap((scenario) =>
      scenario.attempts.flatMap((attempt) =>
        attempt.detections.map((_, index) => detectionFinding(record, { scenario, attempt, index }))
      )
    ),
  ];
}

/** Compliance status: the schema's `Warning` is for a check that gave no result. */
const STATUS = {
  met: { status_id: 1, status: "Pass" },
  unknown: { status_id: 2, status: "Warning" },
  unmet: { status_id: 3, status: "Fail" },
} as const;

function complianceFinding(
  record: RunRecord,
  one: Prerequisite,
  isBlocking: boolean,
): Readonly<Record<string, unknown>> {
  const uid = stableUuid([record.runId, "prerequisite", one.id]);
  return {
    // First, for what the run was on must be seen before what it says.
    unmapped: unmapped(record),
    ...CREATE,
    ...FINDINGS,
    class_uid: 2003,
    class_name: "Compliance Finding",
    type_uid: 200301,
    type_name: "Compliance Finding: Create",
    ...(isBlocking ? { severity_id: 4, severity: "High" } : { severity_id: 1, severity: "Informational" }),
    status_id: one.status === "met" ? 4 : 1,
    status: one.status === "met" ? "Resolved" : "New",
    time: Date.parse(record.startedAt),
    message: `${one.title}: ${one.detail}`,
    metadata: metadata(record, uid),
    device: device(record),
    finding_info: {
      uid,
      title: one.title,
      desc: one.detail,
      created_time: Date.parse(record.startedAt),
      types: ["prerequisite"],
    },
    compliance: {
      ...STATUS[one.status],
      control: one.id,
      standards: [`bmverify policy ${policyInWords(record.policy)}`],
      requirements: [one.severity],
      status_detail: one.waiver === null
        ? one.detail
        : `${one.detail} (waived: ${waiverInWords(one.waiver)})`,
    },
    ...(one.remedy === null ? {} : { remediation: { desc: one.remedy } }),
  };
}

interface PlacedDetection {
  readonly scenario: ScenarioRecord;
  readonly attempt: AttemptRecord;
  readonly index: number;
}

function detectionFinding(
  record: RunRecord,
  { scenario, attempt, index }: PlacedDetection,
): Readonly<Record<string, unknown>> {
  const detection = attempt.detections[index];
  const uid = stableUuid([record.runId, scenario.id, attempt.index, index]);
  const time = Date.parse(attempt.startedAt) + Math.round(attempt.timeToRecordMs ?? 0);
  return {
    // First, for what the run was on must be seen before what it says.
    unmapped: unmapped(record),
    ...CREATE,
    ...FINDINGS,
    class_uid: 2004,
    class_name: "Detection Finding",
    type_uid: 200401,
    type_name: "Detection Finding: Create",
    // The trigger is benign and the harness raised it: information, not an alert for an analyst.
    severity_id: 1,
    severity: "Informational",
    status_id: 1,
    status: "New",
    is_alert: false,
    time,
    message: `${detection?.name ?? "Detection"} after a benign trigger of ${scenario.id}`,
    metadata: metadata(record, uid),
    device: device(record),
    finding_info: {
      uid,
      title: detection?.name ?? "",
      desc: scenario.title,
      created_time: time,
      types: [detection?.type ?? "unknown", "benign demonstration"],
    },
    evidences: [{
      data: { detection, scenario: scenario.id, attempt: attempt.index, verdict: attempt.verdict },
    }],
  };
}

function metadata(record: RunRecord, uid: string): Readonly<Record<string, unknown>> {
  return {
    version: OCSF_VERSION,
    uid,
    correlation_uid: record.runId,
    product: { name: "bmverify", vendor_name: "bmverify", version: record.tool.version },
    log_name: "bmverify",
    ...(record.device.orgId === null ? {} : { tenant_uid: record.device.orgId }),
  };
}

function device({ device }: RunRecord): Readonly<Record<string, unknown>> {
  const os = device.platform === "darwin"
    ? { type_id: 300, type: "macOS", name: "macOS" }
    : { type_id: 200, type: "Linux", name: "Linux" };
  return {
    type_id: 0,
    type: "Unknown",
    ...(device.hostName === null ? {} : { hostname: device.hostName }),
    ...(device.machineGuid === null ? {} : { uid: device.machineGuid }),
    os: {
      ...os,
      ...(device.osVersion === null ? {} : { version: device.osVersion }),
      ...(device.osBuild === null ? {} : { build: device.osBuild }),
    },
    ...(device.hardwareModel === null ? {} : { model: device.hardwareModel }),
    ...hardware(device),
  };
}

/** The schema counts memory in MB. */
function hardware({ chip, cores, memoryBytes }: RunRecord["device"]): Readonly<Record<string, unknown>> {
  const known = {
    ...(chip === null ? {} : { cpu_type: chip }),
    ...(cores.length === 0 ? {} : { cpu_cores: cores.reduce((sum, { count }) => sum + count, 0) }),
    ...(memoryBytes === null ? {} : { ram_size: Math.round(memoryBytes / 2 ** 20) }),
  };
  return Object.keys(known).length === 0 ? {} : { hw_info: known };
}

/** What the schema has no place for, and nobody may overlook. */
function unmapped(record: RunRecord): Readonly<Record<string, unknown>> {
  const { simulated, unverified, verdict, reason, device } = record;
  return {
    notice: noticeOf(record),
    simulated,
    unverified,
    profile: device.profile,
    verdict,
    reason,
    app_version: device.appVersion,
    release_ring: device.releaseRing,
  };
}
