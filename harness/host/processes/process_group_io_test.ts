import { assertEquals } from "@std/assert";
import { killProcessGroup, ProcessGroup } from "./process_group.ts";

interface Group {
  readonly leader: Deno.ChildProcess;
  /** Number of a process that the leader started in its group. */
  readonly memberPid: number;
}

/** A shell that leads a group of its own, with a process in it that says its number. */
async function startGroup(script: string): Promise<Group> {
  const leader = new Deno.Command("/bin/sh", {
    args: ["-c", `sleep 600 >/dev/null 2>&1 & echo $!; ${script}`],
    stdin: "null",
    stdout: "piped",
    detached: true,
  }).spawn();
  const reader = leader.stdout.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return { leader, memberPid: Number(new TextDecoder().decode(value)) };
}

/** Not there, or there only for whoever waits for it. */
async function isGone(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", String(pid)] }).output();
  return !/^[^Z]/.test(new TextDecoder().decode(stdout).trim());
}

async function untilGone(pid: number): Promise<void> {
  while (!await isGone(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

Deno.test("ProcessGroup.kill() ends a group with its leader, and what a leader that has ended left behind", async () => {
  const alive = await startGroup("wait");
  const group = new ProcessGroup(alive.leader.pid, alive.leader.status);
  assertEquals(await group.kill(), true);
  assertEquals((await alive.leader.status).signal, "SIGKILL");
  await untilGone(alive.memberPid);
  const ended = await startGroup("exit 3");
  const left = new ProcessGroup(ended.leader.pid, ended.leader.status);
  assertEquals((await ended.leader.status).code, 3);
  assertEquals([left.hasEnded, await isGone(ended.memberPid)], [true, false]);
  assertEquals(await left.kill(), false);
  await untilGone(ended.memberPid);
  await left.kill();
});

Deno.test("killProcessGroup() signals nobody who has got the number of a leader that has ended", async () => {
  // Somebody else leads a group by that number now.
  const theirs = await startGroup("wait");
  const { pid } = theirs.leader;
  const ended = { pid, hasEnded: true, seenMs: 0, ages: [0] };
  killProcessGroup(ended);
  // Nor, before we were told of the end, somebody who is younger than ours, nor what is left of him.
  for (const ages of [[0], [58_000, 3_000], []]) {
    killProcessGroup({ ...ended, hasEnded: false, seenMs: 60_000, ages });
  }
  assertEquals([await isGone(pid), await isGone(theirs.memberPid)], [false, false]);
  // Whole seconds, rounded down: this one may be ours.
  killProcessGroup({ ...ended, hasEnded: false, seenMs: 60_000, ages: [3_000, 59_000] });
  await theirs.leader.status;
});
