// A simulated device recorded and played again, through the real command line: the same verdicts, marked everywhere.
import { gunzipSync, gzipSync } from "node:zlib";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeScratch, runBmverify } from "./run_bmverify.ts";

interface Checked {
  readonly ready: boolean;
  readonly prerequisites: readonly { readonly id: string; readonly status: string }[];
}

async function checked(words: readonly string[]): Promise<Checked> {
  return JSON.parse((await runBmverify(["check", "--json", ...words])).stdout);
}

const statuses = ({ prerequisites }: Checked) =>
  prerequisites.filter(({ id }) => id !== "trigger-paths-safe").map(({ id, status }) => [id, status]);

Deno.test("a recording of a simulated device gives the verdicts of the device, and says in every format what it is", async (t) => {
  await using scratch = await makeScratch();
  const profile = "simulated:healthy-ga";
  const state = ["--state", scratch.state];
  // As root the agent is asked as whoever called sudo, too: here somebody whom sudo does not know.
  const made = await runBmverify([
    ...["record", "--device", profile, "--consent", "--yes", "--watch", "2"],
    ...scratch.options,
  ], { SUDO_USER: "wilhelmine" });
  assertEquals(made.code, 0, made.stderr);
  const file = /^(\S+\.tar\.gz)$/m.exec(made.stdout)?.[1] ?? "";
  const device = ["--device", `recorded:${file}`];

  await t.step("what is written was shown: files, and what was replaced", () => {
    assertStringIncludes(made.stdout, "evidence/index.ndjson");
    assertStringIncludes(made.stdout, "selftest.json");
    assertMatch(made.stdout, /org_id\s+: "00000000-0000-0000-0000-[0-9a-f]{12}"/);
    assertMatch(made.stdout, /SHA-256 [0-9a-f]{64}/);
    assertEquals(made.stdout.includes("wilhelmine"), false);
  });

  await t.step("check says the same of every prerequisite that a recording shows", async () => {
    const recorded = await checked(device);
    assertEquals(statuses(recorded), statuses(await checked(["--device", profile, ...state])));
    assertEquals(recorded.ready, true);
  });

  await t.step("verify plays the demonstration with the same verdict, marked in every format", async () => {
    const played = await runBmverify([
      "verify",
      ...device,
      ...scratch.options,
      "--json",
      "--reporter",
      "all",
    ]);
    const { verdict, reason, recorded, simulated, runId } = JSON.parse(played.stdout);
    assertEquals([played.code, verdict, reason], [0, "pass", "blocked-and-recorded"]);
    assertEquals([recorded, simulated], [true, true]);
    const place = `${scratch.out}/recorded-${runId}`;
    const names = (await Array.fromAsync(Deno.readDir(place))).map(({ name }) => name);
    assert(names.length > 8, names.join(" "));
    // The list of the files says of them nothing but their digests.
    for (const name of names.filter((one) => one !== "SHA256SUMS")) {
      const text = await Deno.readTextFile(`${place}/${name}`);
      // Facts have one word for what a run is worth: what was made up is that, recorded or not.
      assertMatch(text, /recorded"?:\s?true|RECORDED on \d{4}|"evidence":"simulated"/i, name);
    }
  });

  await t.step(
    "parse gives what the device answered, and profile effective what it had installed",
    async () => {
      const health = await runBmverify(["parse", "health", ...device]);
      assertEquals([health.code, JSON.parse(health.stdout).releaseRing], [0, "Production"]);
      assertStringIncludes(health.stderr, "RECORDED on");
      const effective = await runBmverify(["profile", "effective", "--json", ...device]);
      const { recorded, settings } = JSON.parse(effective.stdout);
      assertEquals([effective.code, settings[0].status], [1, "not-installed"]);
      assertStringIncludes(recorded, "RECORDED on");
    },
  );

  await t.step("what would act on a device is refused", async () => {
    // Those that a dry look at the words does not show; the others are tried where the words are.
    for (const words of [["selftest"], ["record"]]) {
      const { code, stderr } = await runBmverify([...words, ...device, ...state]);
      assertEquals([code, stderr.includes("recording")], [2, true], `${words.join(" ")}: ${stderr}`);
    }
  });

  await t.step("a recording that was changed is refused by its own name, with what to do", async () => {
    const tar = gunzipSync(await Deno.readFile(file));
    const at = new TextDecoder("latin1").decode(tar).indexOf("healthy-ga");
    tar[at] = "H".charCodeAt(0);
    const changed = `${scratch.folder}/changed.tar.gz`;
    await Deno.writeFile(changed, gzipSync(tar));
    const { code, stderr } = await runBmverify(["check", "--device", `recorded:${changed}`]);
    assertEquals(code, 4);
    assertStringIncludes(stderr, `Cannot believe the recording "${changed}"`);
    assertStringIncludes(stderr, "Get it again from whoever made it");
    assertEquals(stderr.includes("--unverified"), false);
  });

  await t.step("a recording that was cut, or is not there, is refused", async () => {
    const cut = `${scratch.folder}/cut.tar.gz`;
    await Deno.writeFile(cut, (await Deno.readFile(file)).slice(0, 5000));
    for (const path of [cut, `${scratch.folder}/none.tar.gz`]) {
      const { code, stderr } = await runBmverify(["check", "--device", `recorded:${path}`]);
      assertEquals([code, stderr.includes("[recording/unreadable]")], [2, true], stderr);
    }
  });
});

Deno.test("record without consent triggers nothing, and without a yes writes nothing; an agent that was not there stays away", async () => {
  await using scratch = await makeScratch();
  const words = ["record", "--device", "simulated:not-installed", ...scratch.options];
  const { code, stdout, stderr } = await runBmverify(words);
  assertEquals(code, 3, stderr);
  assertStringIncludes(stderr, "Nothing is written");
  assertStringIncludes(stdout, "selftest.json");
  const left = await Array.fromAsync(Deno.readDir(scratch.out)).catch(() => []);
  assertEquals(left, []);
  const made = await runBmverify([...words, "--yes", "--quiet"]);
  const device = ["--device", `recorded:${made.stdout.trim()}`];
  assertEquals(made.code, 0, made.stderr);
  const { ready, prerequisites } = await checked(device);
  assertEquals([ready, prerequisites.find(({ id }) => id === "agent-installed")?.status], [false, "unmet"]);
});
