// What a run makes of a trigger that cannot do what it has to, or whose helper cannot: through real processes.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { NO_PRIVATE_MOUNTS, startWithMounts } from "./private_mounts.ts";
import { endOf, latestRecord, makeScratch, type Scratch } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { type StandingDevice, startDevice } from "./start_device.ts";

const ignore = NO_PRIVATE_MOUNTS !== "";
const [FIRST_FILE = ""] = DEMONSTRATION_FILES;

function wordsFor({ agentPath }: StandingDevice, { options }: Scratch): readonly string[] {
  return [
    ...["verify", "--mdatp", agentPath, "--scenario", "*.change-file-test", "--yes", "--quiet"],
    ...["--deadline", "2", "--grace", "0", "--settle", "0.3", "--reporter", "json", ...options],
  ];
}

/** The only attempt, which must be inconclusive for the run and for `judge`. */
async function inconclusiveAttempt(scratch: Scratch): Promise<AttemptRecord> {
  const { scenarios: [scenario], restore } = await latestRecord(scratch);
  const attempt = scenario?.attempts[0];
  if (attempt === undefined) throw new Error("No attempt was made");
  assertEquals([attempt.verdict, attempt.reason], ["inconclusive", "trigger-not-run"], attempt.explanation);
  assert(restore.status !== "failed", restore.detail);
  const { code, stdout } = await runHere(["judge", `${scratch.out}/latest`, "--json"]);
  assertEquals(code, 3);
  assertStringIncludes(stdout, "trigger-not-run");
  return attempt;
}

for (
  const { variant, says } of [
    { variant: [], says: "No space left on device" },
    { variant: ["--as-published"], says: "does not hold what the script writes" },
  ]
) {
  Deno.test({
    name: `a full disk makes no verdict of the silence${
      variant.map((word) => ` ${word}`).join("")
    }${NO_PRIVATE_MOUNTS}`,
    ignore,
    fn: async () => {
      await using scratch = await makeScratch();
      await using device = await startDevice("not-enrolled");
      const folder = device.triggerFolder;
      // One page, which another file takes: what is created stays empty.
      const run = startWithMounts(
        `mount -t tmpfs -o size=4k,mode=1777 full '${folder}' && head -c 4096 /dev/zero >'${folder}/other'`,
        [...wordsFor(device, scratch), ...variant],
      );
      const { code, stderr } = await endOf(run);
      assertEquals(code, 3, stderr);
      assertStringIncludes((await inconclusiveAttempt(scratch)).explanation, says);
    },
  });
}

Deno.test({
  name:
    `a helper that is killed makes no verdict, though the trigger was blocked and recorded${NO_PRIVATE_MOUNTS}`,
  ignore,
  fn: async () => {
    await using scratch = await makeScratch();
    await using device = await startDevice("healthy-preview");
    // The first one that is to remove the demonstration's file dies, and no later one.
    const helper = `${scratch.folder}/rm`;
    await Deno.writeTextFile(
      helper,
      `#!/bin/bash\ncase "\${@: -1}" in */${FIRST_FILE}) mkdir ${helper}.died 2>/dev/null && kill -KILL $$ ;; esac\n` +
        'exec unlink "${@: -1}"\n',
    );
    await Deno.chmod(helper, 0o755);
    const removal = await Deno.realPath("/bin/rm");
    const run = startWithMounts(`mount --bind '${helper}' '${removal}'`, wordsFor(device, scratch));
    const { code, stderr } = await endOf(run);
    assertEquals(code, 3, stderr);
    const attempt = await inconclusiveAttempt(scratch);
    assertEquals(attempt.child?.signal, "SIGKILL");
    assertStringIncludes(attempt.explanation, "killed with SIGKILL");
    assertEquals(await Deno.lstat(`${device.triggerFolder}/${FIRST_FILE}`).catch(() => null), null);
  },
});

Deno.test({
  name:
    `exit code 1 beside a recorded detection makes no verdict, and the detection is named${NO_PRIVATE_MOUNTS}`,
  ignore,
  fn: async () => {
    await using scratch = await makeScratch();
    await using device = await startDevice("records-only");
    // The script ends at its first error: here that is a `sleep` that fails after two seconds.
    const failing = `${scratch.folder}/sleep`;
    await Deno.writeTextFile(failing, "#!/bin/bash\nread -rt 2 <> <(:)\nexit 1\n");
    await Deno.chmod(failing, 0o755);
    const sleep = await Deno.realPath("/bin/sleep");
    const run = startWithMounts(`mount --bind '${failing}' '${sleep}'`, wordsFor(device, scratch));
    const { code, stderr } = await endOf(run);
    assertEquals(code, 3, stderr);
    const { child, detections, explanation } = await inconclusiveAttempt(scratch);
    assertEquals([child?.exitCode, detections.length], [1, 1]);
    assertStringIncludes(explanation, "exit code 1");
    assertStringIncludes(explanation, "Behavior:MacOS/MacOSChangeFileTest");
  },
});
