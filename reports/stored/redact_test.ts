import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { mapTexts } from "./map_texts.ts";
import { createRedactor, findSecrets, redactLines } from "./redact.ts";
import { REPORTERS } from "../registry.ts";
import type { EvidenceText, ReportContext, Reporter } from "../views/reporter.ts";
import { inventedPrerequisites } from "../invented/prerequisites.ts";
import {
  INVENTED_DEMONSTRATION,
  INVENTED_DEVICE,
  inventedAttempt,
  inventedScenario,
  inventedStart,
  stampEvents,
} from "../invented/run_events.ts";
import { joinPieces } from "../fan_out.ts";
import { inventedSamples } from "../invented/blocks.ts";
import { inventedMeasurementEvents } from "../invented/measurement.ts";
import type { RunEventBody } from "../../harness/model/record/run_event.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { foldRun } from "../../harness/model/record/fold.ts";
import { INVENTED_EVIDENCE } from "../invented/evidence.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import "../html/page.tsx";

const SECRETS = {
  org: "5a1c9f7e-4d0b-4a57-9f0e-3d2b7c6e8a10",
  guid: "0b6f2d1c-88aa-4f0e-9d35-6c1e2f3a4b5c",
  edr: "9d1f0e2c3b4a59687766554433221100ffeeddcc",
  host: "annas-studio.corp.example",
  user: "anna.example",
  folder: "Quarterly Numbers",
  file: "layoffs.xlsx",
  witness: "Bea Beispiel",
};
const PATH = `/Users/${SECRETS.user}/${SECRETS.folder}/${SECRETS.file}`;

const TEXT =
  `On ${SECRETS.host} (ANNAS-STUDIO) ${SECRETS.user} excluded "${PATH}", org ${SECRETS.org.toUpperCase()}, ` +
  `machine ${
    SECRETS.guid.replaceAll("-", "")
  } and ${SECRETS.edr}; unquoted ${PATH} and /home/${SECRETS.user}/x`;

const WITNESSED = { id: "enrolled", statement: `${SECRETS.witness}, saw it in the portal` } as const;

function fullRecord() {
  const device = {
    ...INVENTED_DEVICE,
    hostName: SECRETS.host,
    orgId: SECRETS.org,
    machineGuid: SECRETS.guid,
    edrMachineId: SECRETS.edr,
    agentPath: `${PATH}/mdatp`,
    triggerFolder: `/home/${SECRETS.user}/tmp`,
  };
  const attempt = inventedAttempt({
    explanation: TEXT,
    detections: [{ id: TEXT, name: TEXT, type: TEXT, status: TEXT, detectedAt: null }],
    problems: [{ code: "agent/timed-out", message: TEXT, hint: TEXT }],
  });
  return foldRun(stampEvents([
    inventedStart({ device, options: { ...inventedStart().options, attestations: [WITNESSED] } }),
    {
      kind: "prerequisites-checked",
      prerequisites: inventedPrerequisites({
        "enrolled": { status: "met", detail: `Attested by ${WITNESSED.statement}; no command shows it` },
        "no-exclusion": { status: "unmet", detail: TEXT, remedy: TEXT },
      }),
    },
    ...inventedScenario({ ...INVENTED_DEMONSTRATION, title: TEXT }, [attempt, { ...attempt, index: 2 }]),
    ...measurementEvents(),
    { kind: "problem", problem: { code: "scenario/crashed", message: TEXT, hint: TEXT } },
    { kind: "restore-finished", restore: { status: "failed", detail: TEXT } },
    { kind: "run-finished" },
  ]));
}

function measurementEvents(): readonly RunEventBody[] {
  return inventedMeasurementEvents().map((event) =>
    event.kind === "measurement-finished"
      ? { ...event, measurements: event.measurements.map((one) => ({ ...one, process: PATH, words: TEXT })) }
      : event
  );
}

/** Samples of a process in a home folder, in pieces that cut through its name. */
async function* samples(): AsyncIterable<string> {
  for await (const text of inventedSamples(2)) {
    const secret = text.replaceAll('"wdavdaemon"', JSON.stringify(PATH));
    yield secret.slice(0, 140);
    yield secret.slice(140);
  }
}

async function render(reporter: Reporter, record: RunRecord, context: ReportContext): Promise<string> {
  const rendered = await reporter.render(record, context);
  return typeof rendered === "string"
    ? rendered
    : rendered instanceof Uint8Array
    ? ""
    : await joinPieces(rendered);
}

const EVIDENCE: readonly EvidenceText[] = INVENTED_EVIDENCE.map((one) => ({
  ...one,
  stdout: TEXT,
  argv: [PATH],
}));

function assertClean(text: string, where: string): void {
  const flat = text.toLowerCase().replaceAll("\\", "").replaceAll("-", "");
  for (const [name, secret] of Object.entries(SECRETS)) {
    assertEquals(flat.includes(secret.toLowerCase().replaceAll("-", "")), false, `${where} shows ${name}`);
  }
  assertEquals(flat.includes("annasstudio"), false, `${where} shows the first part of the host name`);
}

for (const reporter of REPORTERS) {
  Deno.test(`redaction leaves no secret in ${reporter.name}`, async () => {
    const record = fullRecord();
    const context = { style: PLAIN_STYLE, bundlePath: null, evidence: EVIDENCE, samples };
    const before = await render(reporter, record, context);
    // Metrics name nobody, and feedback never does.
    if (!/^metrics|^feedback/.test(reporter.name)) assertStringIncludes(before.toLowerCase(), SECRETS.user);
    const redact = createRedactor({
      secrets: findSecrets(record, EVIDENCE.map(({ stdout }) => stdout)),
      key: "k",
    });
    const redacted = {
      ...context,
      evidence: mapTexts(EVIDENCE, redact),
      samples: () => redactLines(samples(), redact),
    };
    assertClean(await render(reporter, mapTexts(record, redact), redacted), reporter.name);
  });
}

Deno.test("createRedactor() keeps the form of a GUID where that is wanted, and a name of that form stays", () => {
  const secrets = [{ kind: "org" as const, value: SECRETS.org }, {
    kind: "host" as const,
    value: SECRETS.host,
  }];
  const redact = createRedactor({ secrets, key: "k", keepsForm: true });
  const once = redact(`org_id : "${SECRETS.org}" on ${SECRETS.host}`);
  assertMatch(once, /^org_id : "00000000-0000-0000-0000-[0-9a-f]{12}" on host-[0-9a-f]{8}$/);
  const again = createRedactor({
    secrets: findSecrets(fullRecord(), [once]).filter(({ value }) => value.startsWith("0000")),
    key: "other",
    keepsForm: true,
  });
  assertEquals(again(once), once);
});

Deno.test("createRedactor() gives the same name within a bundle and another in the next", () => {
  const secrets = findSecrets(fullRecord(), []);
  const [first, second] = ["one", "two"].map((key) => createRedactor({ secrets, key }));
  if (first === undefined || second === undefined) throw new Error("unexpected");
  assertEquals(first(SECRETS.host), first(SECRETS.host.toUpperCase()));
  assertEquals(first(SECRETS.org), first(SECRETS.org.replaceAll("-", "")));
  assertNotEquals(first(SECRETS.host), second(SECRETS.host));
  assertEquals(/^host-[0-9a-f]{8}$/.test(first(SECRETS.host)), true);
  assertEquals(first(PATH).startsWith("/Users/user-"), true);
  assertEquals(first(first(TEXT)), first(TEXT));
});

Deno.test("findSecrets() finds identifiers that only the evidence has", () => {
  const outputs = [
    'org_id   : "aaaa1111-0000-4000-8000-000000000001"\nmachine_guid : "bbbb2222"\nedr_machine_id: cccc3333',
    '{"orgId":"dddd4444","machineGuid":"eeee5555","edrMachineId" : "ffff6666"}',
    "Path: /home/bert/notes.txt",
  ];
  const redact = createRedactor({
    secrets: findSecrets(foldRun(stampEvents([inventedStart()])), outputs),
    key: "k",
  });
  const redacted = outputs.map(redact).join("\n");
  for (
    const secret of ["aaaa1111", "bbbb2222", "cccc3333", "dddd4444", "eeee5555", "ffff6666", "bert", "notes"]
  ) {
    assertEquals(redacted.includes(secret), false, secret);
  }
  assertStringIncludes(redacted, "machine_guid");
});

Deno.test("createRedactor() leaves words, other paths and the record's own vocabulary alone", () => {
  const secrets = [{ kind: "host", value: "pass" }, { kind: "user", value: "root" }, {
    kind: "host",
    value: "mac",
  }] as const;
  const redact = createRedactor({ secrets, key: "k" });
  const text =
    "pass: macOS ran /private/tmp/x and /Users/Shared as root; machine; /Library/Application Support/x";
  assertEquals(redact(text), text);
});

const SENTENCES = [
  "Microsoft Defender for Endpoint for Mac; the policy allows any ring, see mac-preferences",
  'behavior-monitoring.change-file-test: a test file, "release_ring" is "Production" (Current)',
  "The trigger was killed and the detection was recorded; the controls stayed quiet",
];

for (
  const name of ["Mac", "Defender", "endpoint", "test", "TEST", "production", "quiet", "Change-File", "the"]
) {
  Deno.test(`createRedactor() leaves sentences alone where the host or user is called ${name}`, () => {
    for (const kind of ["host", "user"] as const) {
      const redact = createRedactor({
        secrets: [{ kind, value: name }],
        key: "k",
        fixedTexts: ["behavior-monitoring.change-file-test"],
      });
      for (const text of SENTENCES) assertEquals(redact(text), text);
      const places = [
        `host_name : "${name}"`,
        `{"userName":"${name}","on":true}`,
        `anna@${name} ~ %`,
        `${name}@studio`,
        `on ${name}.local today`,
        `PID list\n${name}  501 wdavdaemon`,
        `/Users/${name}/Documents/x`,
      ];
      for (const text of places) {
        assertEquals(new RegExp(`\\b${name}\\b`).test(redact(text)), false, redact(text));
        assertEquals(redact(redact(text)), redact(text));
      }
    }
  });
}

Deno.test("createRedactor() hides any other name as a whole word, and only so", () => {
  const redact = createRedactor({
    secrets: [{ kind: "user", value: "jos" }, { kind: "host", value: "mac-7" }],
    key: "k",
  });
  assertEquals(redact("josé and josh on mac-72"), "josé and josh on mac-72");
  for (const text of ["jos ran it", "(jos)", String.raw`"a\njos"`, "on mac-7.", "MAC-7.corp"]) {
    assertEquals(/jos|mac-7/i.test(redact(text)), false, text);
  }
});
