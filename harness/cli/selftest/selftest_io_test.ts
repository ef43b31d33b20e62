// `selftest` as a person runs it: on this machine with a simulated agent, and without any.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { shellQuote } from "../../model/shell_quote.ts";
import { endOf, makeScratch, runBmverify, startBmverify, until } from "../../testing/e2e/run_bmverify.ts";
import { type StandingDevice, startDevice } from "../../testing/e2e/start_device.ts";

interface Said {
  readonly simulated: boolean;
  readonly trusted: boolean;
  readonly assumptions: readonly {
    readonly id: string;
    readonly needs: string;
    readonly status: string;
    readonly seen?: string;
    readonly why?: string;
  }[];
}

async function filesInTemporaryFolder(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir("/tmp")) {
    if (name.startsWith("bmverify-selftest")) names.push(name);
  }
  return names;
}

Deno.test("selftest refutes nothing on this machine and the simulated agent, and leaves nothing behind", async () => {
  const { code, stdout, stderr } = await runBmverify(["selftest", "--device", "simulated", "--json"]);
  const { simulated, trusted, assumptions }: Said = JSON.parse(stdout);
  // What is believed of macOS alone was never tried before: there only what verdicts rest on must hold.
  const isRefuted = assumptions.filter(({ status }) => status === "refuted" && Deno.build.os === "linux");
  assertEquals([code, stderr, simulated, trusted, isRefuted], [0, "", true, true, []]);
  // What no shared machine keeps from being tried is tried.
  for (
    const id of ["death-by-signal", "exclusive-lock", "exclusive-creation", "cpu-counters", "agent-list-cost"]
  ) {
    assertEquals(assumptions.find((one) => one.id === id)?.status, "confirmed", id);
  }
  for (const { id, status, seen = "", why = "" } of assumptions) {
    assertEquals((status === "untested" ? why : seen) === "", false, `${id} says nothing`);
  }
  assertEquals(await filesInTemporaryFolder(), []);
});

Deno.test("selftest says of an agent that is not installed that it was not tested, and why", async () => {
  const { code, stdout } = await runBmverify(["selftest", "--device", "simulated:not-installed"]);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "not tested  agent-health-root");
  assertStringIncludes(stdout, "No agent answers at");
});

Deno.test("selftest names an agent that gives no answer, and ends with exit 1 when verdicts rest on it", async () => {
  const asRoot = Deno.uid() === 0;
  const words = ["selftest", "--mdatp", "/usr/bin/false", "--platform", "darwin", "--quiet"];
  const { code, stdout } = await runBmverify(words);
  assertEquals(code, asRoot ? 1 : 0);
  assertEquals(stdout.includes("verdicts rest on"), asRoot);
});

function settingOf(device: StandingDevice): Promise<string> {
  return device.ask("health --field behavior_monitoring");
}

/** What is noted as changed; a simulated device keeps it below its own root. */
async function journalOf({ root }: StandingDevice): Promise<string> {
  return await Deno.readTextFile(`${root}/bmverify/journal.ndjson`).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
}

for (
  const [profile, found] of [["off-by-default", '"disabled"'], ["healthy-preview", '"enabled"']] as const
) {
  Deno.test(`selftest --consent tries changes on ${profile}, and leaves the device as it was found`, async () => {
    await using device = await startDevice(profile);
    await using scratch = await makeScratch();
    const words = ["selftest", "--mdatp", device.agentPath, "--state", scratch.state, "--json"];
    const asks = await runBmverify(words);
    assertEquals([asks.code, await journalOf(device), await settingOf(device)], [0, "", found]);
    const changes = await runBmverify([...words, "--consent"]);
    const { assumptions }: Said = JSON.parse(changes.stdout);
    const statuses = assumptions.filter(({ needs }) => needs === "consent").map(({ status }) => status);
    // No profile manages it here, so none can refuse.
    assertEquals([changes.code, statuses], [0, ["confirmed", "confirmed", "untested"]], changes.stdout);
    assertEquals([await journalOf(device), await settingOf(device)], ["", found]);
  });
}

/** From now on switching behavior monitoring on is done, but the command does not end before it is let go. */
async function holdChange({ agentPath }: StandingDevice): Promise<{
  readonly isMade: () => Promise<boolean>;
  readonly letGo: () => Promise<void>;
}> {
  const [real, held, made] = [`${agentPath}.real`, `${agentPath}.held`, `${agentPath}.made`];
  await Deno.rename(agentPath, real);
  await Deno.writeTextFile(held, "");
  const lines = [
    "#!/bin/sh",
    `${shellQuote(real)} "$@"`,
    "code=$?",
    `if [ "$4" = enabled ]; then : >${shellQuote(made)}`,
    `  while [ -e ${shellQuote(held)} ]; do sleep 0.05; done`,
    "fi",
    "exit $code",
    "",
  ];
  await Deno.writeTextFile(agentPath, lines.join("\n"), { mode: 0o700 });
  return {
    isMade: () => Deno.stat(made).then(() => true, () => false),
    letGo: () => Deno.remove(held),
  };
}

Deno.test("selftest --consent that is interrupted while the setting is changed puts it back", async () => {
  await using device = await startDevice("off-by-default");
  await using scratch = await makeScratch();
  const change = await holdChange(device);
  const words = ["selftest", "--mdatp", device.agentPath, "--state", scratch.state, "--consent"];
  const run = startBmverify(words);
  await until("the setting is changed", change.isMade);
  assertStringIncludes(await journalOf(device), '"to":"enabled"');
  run.kill("SIGINT");
  await change.letGo();
  const { code } = await endOf(run);
  assertEquals([code, await settingOf(device)], [130, '"disabled"']);
});

Deno.test("selftest --consent that is killed leaves what restore undoes", async () => {
  await using device = await startDevice("off-by-default");
  await using scratch = await makeScratch();
  const change = await holdChange(device);
  const state = ["--state", scratch.state];
  const run = startBmverify(["selftest", "--mdatp", device.agentPath, ...state, "--consent"]);
  await until("the setting is changed", change.isMade);
  run.kill("SIGKILL");
  await change.letGo();
  await endOf(run);
  assertEquals(await settingOf(device), '"enabled"');
  const { code } = await runBmverify(["restore", ...state]);
  assertEquals([code, await settingOf(device)], [0, '"disabled"']);
});
