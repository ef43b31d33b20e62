// Answers of a recording: the first of each command, and no answer where none was kept.
import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";
import { RecordedAnswers } from "./recorded_answers.ts";
import { RecordedFiles } from "./recorded_files.ts";

function entry(
  label: string,
  argv: readonly string[],
  stdoutFile: string | null,
  exitCode: number | null = 0,
): EvidenceEntry {
  return {
    ...{
      id: label,
      label,
      argv,
      startedAt: "2026-11-01T10:00:00.000Z",
      startedMs: 5,
      durationMs: 7,
      exitCode,
    },
    ...{ signal: null, timedOut: false, truncated: false, stdoutFile, stderrFile: null },
  };
}

function answersOf(...evidence: readonly EvidenceEntry[]): RecordedAnswers {
  const encode = (text: string | null) => Promise.resolve(new TextEncoder().encode(text ?? ""));
  return new RecordedAnswers({
    evidence,
    readStdout: ({ stdoutFile }) => encode(stdoutFile),
    readStderr: () => encode(null),
  });
}

const limits = { timeoutMs: 1, maxOutputBytes: 1 };
const textOf = ({ stdout }: { readonly stdout: Uint8Array }) => new TextDecoder().decode(stdout);

Deno.test("RecordedAnswers answers as the device did first, and what nobody asked not at all", async () => {
  const answers = answersOf(
    entry("health", ["/x/mdatp", "health"], "as found"),
    entry("health", ["/x/mdatp", "health"], "changed"),
  );
  const output = await answers.run({ argv: ["/x/mdatp", "health"], ...limits });
  assertEquals([textOf(output), output.startedAtMs, output.durationMs], ["as found", 5, 7]);
  const error = await assertRejects(
    () => answers.run({ argv: ["/x/mdatp", "version"], ...limits }),
    HarnessError,
  );
  assertEquals(error.code, "agent/not-asked");
});

Deno.test("answerTo() takes the first whole answer in any form, and else what was said instead of one", async () => {
  const answers = answersOf(
    entry("a", ["/x/mdatp", "health", "--output", "json"], "usage", 64),
    entry("b", ["/x/mdatp", "health"], "table"),
    entry("c", ["/x/mdatp", "exclusion", "list"], "no", 1),
  );
  assertEquals(textOf(await answers.answerTo(["mdatp", "health"])), "table");
  assertEquals(textOf(await answers.answerTo(["mdatp", "exclusion", "list"])), "no");
});

Deno.test("RecordedFiles gives configuration as it was printed, wherever the device's root was", async () => {
  const folder = "/tmp/device/Library/Managed Preferences";
  const files = new RecordedFiles(answersOf(
    entry("managed-file", ["/bin/cat", `${folder}/com.microsoft.wdav.plist`], "<plist/>"),
    entry("managed-file", ["/bin/cat", `${folder}/com.microsoft.wdav.ext.plist`], null, 1),
  ));
  const read = await files.read("/Library/Managed Preferences/com.microsoft.wdav.plist");
  assertEquals(read.kind === "read" ? new TextDecoder().decode(read.bytes) : read.kind, "<plist/>");
  assertEquals(await files.read("/Library/Managed Preferences/com.microsoft.wdav.ext.plist"), {
    kind: "absent",
  });
});
