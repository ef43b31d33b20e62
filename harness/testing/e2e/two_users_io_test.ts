// What root's runs leave is root's to undo, and everybody can see that it is there; what root writes for the person who
// called sudo is his. The second user is real: the tests run where they are root's, and say so elsewhere.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { createHost } from "../../host/create_host.ts";
import { endOf, makeScratch, runBmverify, startBmverify, until } from "./run_bmverify.ts";
import { canBeSecondUser, makeSecondUser } from "./second_user.ts";
import { installStandIn } from "./stand_in_device.ts";

const needsRoot = { ignore: !canBeSecondUser() };

Deno.test({
  name: "a user sees root's run at work and what it left, cannot undo it, and is told who can (needs root)",
  ...needsRoot,
  fn: async () => {
    await using scratch = await makeScratch();
    const user = await makeSecondUser(scratch.folder);
    const agent = await installStandIn(scratch, "disabled");
    const device = ["--mdatp", agent.agentPath, "--platform", "darwin"];
    const verify = ["verify", ...device, "--yes", "--quiet"];
    // It waits after its change, and is killed before it triggers anything.
    const run = startBmverify([...verify, "--settle", "600", ...scratch.options]);
    try {
      await until("root's run has switched it on", async () => await agent.setting() === "enabled");
      const held = await user.run(verify);
      assertEquals(held.code, 3, held.stderr);
      assertStringIncludes(held.stderr, `(pid ${run.pid}, `);
      assertStringIncludes(held.stderr, "[lock/held]");
      const second = await runBmverify([
        ...verify,
        "--state",
        `${scratch.folder}/other`,
        "--out",
        scratch.out,
      ]);
      assertEquals(second.code, 3);
      assertStringIncludes(second.stderr, "[lock/held]");
      run.kill("SIGKILL");
      await endOf(run);
      const refused = await user.run(verify);
      assertEquals(refused.code, 3, refused.stderr);
      assertStringIncludes(
        refused.stderr,
        `Run "sudo bmverify restore --mdatp ${agent.agentPath}" [restore/pending]`,
      );
      const restores = await Promise.all(
        [[], ["--mdatp", agent.agentPath], ["--state", user.home]].map((words) =>
          user.run(["restore", ...words])
        ),
      );
      for (const { code, stdout, stderr } of restores) {
        assertEquals([code, stdout], [5, ""], stderr);
        assertStringIncludes(stderr, "sudo bmverify restore");
      }
      const checked = await user.run(["check", ...device]);
      assertEquals(checked.code, 3);
      assertStringIncludes(checked.stdout, "A run of root left changes behind");
      assertEquals(await agent.setting(), "enabled");
      const undone = await runBmverify(["restore", "--mdatp", agent.agentPath]);
      assertEquals([undone.code, await agent.setting()], [0, "disabled"], undone.stderr);
      const nothing = await user.run(["restore", "--mdatp", agent.agentPath]);
      assertEquals(nothing.code, 0, nothing.stderr);
      assertStringIncludes(nothing.stdout, "Nothing is left to restore");
    } finally {
      await (await createHost().deviceState(scratch.state, agent.agentPath)).discard();
    }
  },
});

Deno.test({
  name: "what root writes for the person who called sudo is his, and nothing else is (needs root)",
  ...needsRoot,
  fn: async () => {
    await using scratch = await makeScratch();
    const [uid, gid] = [61_234, 61_235];
    const precious = `${scratch.folder}/precious`;
    await Deno.mkdir(precious);
    // His own folder, as a clone of the repository would be.
    await Deno.mkdir(`${scratch.folder}/clone`);
    await Deno.chown(`${scratch.folder}/clone`, uid, gid);
    const out = `${scratch.folder}/clone/reports/out`;
    const words = ["verify", "--device", "simulated:off-by-default", "--quiet", "--reporter", "all"];
    const place = ["--out", out, "--state", scratch.state];
    const { code, stderr } = await runBmverify([...words, ...place], {
      SUDO_UID: String(uid),
      SUDO_GID: String(gid),
      SUDO_USER: "somebody",
      // sudo may leave it as it is: root makes and starts nothing where he could put something else in its place.
      TMPDIR: `${scratch.folder}/clone`,
    });
    assertEquals(code, 3, stderr);
    const owners = await ownersBelow(`${scratch.folder}/clone`);
    assertEquals(owners.filter(([, owner]) => owner !== `${uid}:${gid}`), []);
    assertEquals(owners.some(([path]) => path.endsWith("/latest")), true);
    assertEquals((await Deno.stat(precious)).uid, 0);
    const bundle = await Deno.realPath(`${out}/latest`);
    assertEquals(((await Deno.stat(bundle)).mode ?? 0) & 0o777, 0o700);
  },
});

Deno.test({
  name: "root writes in no folder that another user could swap, and says what to do (needs root)",
  ...needsRoot,
  fn: async () => {
    await using scratch = await makeScratch();
    await Deno.mkdir(`${scratch.folder}/theirs`);
    await Deno.chown(`${scratch.folder}/theirs`, 61_234, 61_234);
    const words = ["verify", "--device", "simulated:off-by-default", "--quiet"];
    for (
      const [option, other] of [
        ["--out", ["--state", scratch.state]],
        ["--state", ["--out", scratch.out]],
      ] as const
    ) {
      const { code, stderr } = await runBmverify([...words, option, `${scratch.folder}/theirs/x`, ...other]);
      assertEquals(code, 2, stderr);
      assertStringIncludes(stderr, "belongs to another user (61234)");
      assertStringIncludes(stderr, option);
    }
    assertEquals(await Array.fromAsync(Deno.readDir(`${scratch.folder}/theirs`)), []);
  },
});

/** Owners of all below a folder, links themselves among them. */
async function ownersBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const { uid, gid } = await Deno.lstat(`${folder}/${name}`);
    found.push([`${folder}/${name}`, `${uid}:${gid}`]);
    if (isDirectory) found.push(...await ownersBelow(`${folder}/${name}`));
  }
  return found;
}
