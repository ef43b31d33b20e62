// What goes into a recording, and what is shown of it.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { CommandOutput } from "../../ports/command_runner.ts";
import { onlyOfAgent } from "./only_of_agent.ts";
import { everyLine, reviewOf } from "./review_recording.ts";

function listing(argv: readonly string[], text: string): CommandOutput {
  return {
    ...{ argv, startedAt: "", startedAtMs: 0, durationMs: 1, exitCode: 0, signal: null, timedOut: false },
    ...{ truncated: false, stdout: new TextEncoder().encode(text), stderr: new Uint8Array() },
  };
}

Deno.test("onlyOfAgent() keeps no command line of anybody else, and everything of other commands", () => {
  const text = "  PID ARGS\n  1 /sbin/launchd\n  2 curl -H token:secret https://example.com\n" +
    "  3 /Applications/Microsoft Teams.app/Contents/MacOS/Teams --user anna\n" +
    "  4 /Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon\n";
  const kept = new TextDecoder().decode(onlyOfAgent(listing(["/bin/ps", "-axo", "pid,args"], text)).stdout);
  assertEquals(kept, "  PID ARGS\n  4 /Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon\n");
  const first = "  2 curl -H token:secret https://example.com\n";
  assertEquals(onlyOfAgent(listing(["/bin/ps", "-axo", "pid=,args="], first)).stdout.byteLength, 0);
  const other = listing(["/usr/bin/sw_vers"], "ProductName: macOS\n");
  assertEquals(onlyOfAgent(other), other);
});

Deno.test("reviewOf() shows each file and each place where something was replaced, a long line in part", () => {
  const content = (text: string) => new TextEncoder().encode(text);
  const id = "00000000-0000-0000-0000-0123456789ab";
  const files = [
    {
      path: "evidence/0001-health.txt",
      content: content(`${"x".repeat(900)} "orgId":"${id}" ${"y".repeat(900)}\n`),
    },
    {
      path: "evidence/0002-list.txt",
      content: content("Path: /Users/user-0123abcd/path-89abcdef\n\u001b[2J\n"),
    },
  ];
  const review = reviewOf(files);
  assertStringIncludes(review, "evidence/0001-health.txt");
  assertStringIncludes(review, id);
  assertStringIncludes(review, "user-0123abcd");
  assert(Math.max(...review.split("\n").map(({ length }) => length)) < 200);
  assertStringIncludes(everyLine(files), "␛[2J");
});
