import { assertEquals } from "@std/assert";
import { killProcessGroup } from "./process_group.ts";

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

Deno.test("killProcessGroup() ends a group with its leader, and what a leader that has ended left behind", async () => {
  const alive = await startGroup("wait");
  killProcessGroup({ pid: alive.leader.pid, hasEnded: false });
  assertEquals((await alive.leader.status).signal, "SIGKILL");
  await untilGone(alive.memberPid);
  const ended = await startGroup("exit 3");
  assertEquals((await ended.leader.status).code, 3);
  assertEquals(await isGone(ended.memberPid), false);
  killProcessGroup({ pid: ended.leader.pid, hasEnded: true });
  await untilGone(ended.memberPid);
  killProcessGroup({ pid: ended.leader.pid, hasEnded: true });
});

Deno.test("killProcessGroup() signals nobody who has got the number of a leader that has ended", async () => {
  // Somebody else leads a group by that number now.
  const theirs = await startGroup("wait");
  killProcessGroup({ pid: theirs.leader.pid, hasEnded: true });
  assertEquals([await isGone(theirs.leader.pid), await isGone(theirs.memberPid)], [false, false]);
  killProcessGroup({ pid: theirs.leader.pid, hasEnded: false });
  await theirs.leader.status;
});
