// Every probe of the agent on recorded answers: who may ask, what is read, and what refutes.
import { assert, assertEquals } from "@std/assert";
import { findingOf, type RecordedAnswer, recordedTrial } from "../testing/recorded_trial.ts";
import { AGENT_ASSUMPTIONS } from "./agent/agent_assumptions.ts";
import type { Trial } from "./assumption.ts";
import { runSelftest } from "./run_selftest.ts";

const MDATP = "/usr/local/bin/mdatp";
const SUDO = "/usr/bin/sudo";
const AGENT: Partial<Trial> = { agent: { path: MDATP, root: null } };
const ROOT: Partial<Trial> = { ...AGENT, isRoot: true, startedBy: "me" };
const LIST = [
  'Id: "24792ddb-4872-478e-91a5-620f1a7127c2"',
  "Name: Virus:DOS/EICAR_Test_File",
  'Type: "virus"',
  "Detection time: Fri Aug 22 12:20:47 2025",
  'Status: "quarantined"',
  "",
].join("\n");

function daemon(name: string, time: string): string {
  const path = `/Applications/Microsoft Defender.app/Contents/MacOS/${name}`;
  return `  99 1 Mon Sep  7 09:00:00 2026  ${time}  20480 ${path}`;
}

function listing(time: string): { readonly stdout: string } {
  return { stdout: ["wdavdaemon", "wdavdaemon_unprivileged"].map((name) => daemon(name, time)).join("\n") };
}

Deno.test("every question to the agent is asked as root and as the user who called sudo, and as nobody else", async () => {
  const questions = AGENT_ASSUMPTIONS.filter(({ id }) => /-(user|root)$/.test(id));
  assert(questions.length >= 20);
  for (const { id } of questions) {
    const isUser = id.endsWith("-user");
    const answers = { [MDATP]: { exitCode: 3, stderr: "no" }, [SUDO]: { exitCode: 3, stderr: "no" } };
    const trial = recordedTrial(answers, ROOT);
    await runSelftest(trial, AGENT_ASSUMPTIONS.filter((one) => one.id === id));
    assertEquals(trial.asked.map((command) => command.startsWith(`${SUDO} -n -u me -- ${MDATP} `)), [isUser]);
    const alone = await findingOf(id, {}, { ...AGENT, isRoot: isUser });
    assertEquals(alone.status, "untested", id);
  }
});

Deno.test("what sudo refuses was never asked, and says nothing about the agent", async () => {
  for (
    const stderr of [
      "sudo: a password is required\n",
      "sudo: unable to execute /x/mdatp: Permission denied\n",
    ]
  ) {
    for (const { id } of AGENT_ASSUMPTIONS.filter(({ id }) => id.endsWith("-user"))) {
      const { status } = await findingOf(id, { [SUDO]: { exitCode: 1, stderr } }, ROOT);
      assertEquals(status, "untested", `${id}: ${stderr}`);
    }
  }
});

Deno.test("an answer counts when its exit code is 0 and it can be read", async () => {
  const statusOf = async (answer: Parameters<typeof recordedTrial>[0][string]) =>
    (await findingOf("agent-detections-root", { [MDATP]: answer }, ROOT)).status;
  assertEquals(await statusOf({ stdout: LIST }), "confirmed");
  assertEquals(await statusOf({ stdout: "Segmentation fault\n" }), "refuted");
  assertEquals(await statusOf({ stdout: LIST, exitCode: 1 }), "refuted");
  assertEquals(await statusOf({ stdout: LIST, exitCode: null, signal: "SIGKILL" }), "refuted");
  assertEquals(await statusOf({ stdout: LIST, exitCode: null, timedOut: true }), "refuted");
});

Deno.test("what answers anything to everything confirms nothing", async () => {
  const help = "Usage: mdatp health [ --field <property> ]\nExpected one of:\n    threat list\n    version\n";
  for (const stdout of [help, "", "y\n", "ok\n", "0.1.2\n"]) {
    for (const { id } of AGENT_ASSUMPTIONS) {
      const { status } = await findingOf(id, { [MDATP]: { stdout }, [SUDO]: { stdout } }, ROOT);
      assertEquals(status === "confirmed", false, `${id}: ${stdout}`);
    }
  }
});

Deno.test("what was asked for as JSON and comes as text does not hold", async () => {
  assertEquals(await findingOf("agent-detections-json-root", { [MDATP]: { stdout: LIST } }, ROOT), {
    status: "refuted",
    seen: "It answered in text",
  });
});

Deno.test("verdicts rest on answers to root only: a user who is refused one gets no verdict", () => {
  const bearing = AGENT_ASSUMPTIONS.filter(({ verdictsRestOnIt }) => verdictsRestOnIt).map(({ id }) => id);
  assertEquals(bearing, ["agent-health-root", "agent-detections-root"]);
});

Deno.test("an unknown field must not end well", async () => {
  const statusOf = async (...answers: readonly RecordedAnswer[]) =>
    (await findingOf("agent-unknown-field", { [MDATP]: answers }, AGENT)).status;
  assertEquals(await statusOf({}, { exitCode: 1 }), "confirmed");
  assertEquals(await statusOf({}, {}), "refuted");
  assertEquals(await statusOf({}, { exitCode: null, timedOut: true }), "untested");
  // An agent that refuses everything says nothing about fields.
  assertEquals(await statusOf({ exitCode: 1 }, { exitCode: 1 }), "untested");
});

Deno.test("the agent's processes are known by their exact names", async () => {
  const statusOf = async (stdout: string) =>
    (await findingOf("agent-processes", { "/bin/ps": { stdout } }, AGENT)).status;
  assertEquals(await statusOf(listing("0:01.00").stdout), "confirmed");
  assertEquals(await statusOf(daemon("wdavdaemon", "0:01.00")), "refuted");
  assertEquals(await statusOf(daemon("wdavdaemon_new", "0:01.00")), "refuted");
});

Deno.test("the cost of a list is that of twenty, with the agent's CPU time from before to after", async () => {
  const ps = [listing("0:01.00"), listing("0:01.25")];
  const quick = await findingOf("agent-list-cost", { [MDATP]: { stdout: LIST }, "/bin/ps": ps }, AGENT);
  assertEquals(quick, {
    status: "confirmed",
    seen: "Median 40 ms, longest 40 ms, 500 ms of the agent's CPU for all 20",
  });
  const slow = { [MDATP]: { stdout: LIST, durationMs: 1500 }, "/bin/ps": listing("0:01.00") };
  assertEquals((await findingOf("agent-list-cost", slow, AGENT)).status, "refuted");
  const help = { [MDATP]: { stdout: "Usage: mdatp\n" }, "/bin/ps": listing("0:01.00") };
  assertEquals((await findingOf("agent-list-cost", help, AGENT)).status === "confirmed", false);
  const mute = { [MDATP]: { exitCode: 1 }, "/bin/ps": listing("0:01.00") };
  assertEquals((await findingOf("agent-list-cost", mute, AGENT)).status, "untested");
});
