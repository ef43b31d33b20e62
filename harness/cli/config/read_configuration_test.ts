import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { readConfiguration } from "./read_configuration.ts";
import { SETTINGS } from "./settings.ts";

const PATH = "/etc/bmverify/bmverify.toml";

const ALL = `
policy = "ga"
out = "nights"
reporters = ["junit", "json"]
settle = 5.5
restore-first = true
sign = "/etc/bmverify/key"

[attest]
enrolled = "Ann Lee, saw it in the portal" # asked on Monday

[waive.release-ring]
reason = "moves on Monday"
until = 2026-12-31

[waive]
cloud-protection = { reason = "isolated laboratory" }

[verify]
scenarios = ["behavior-monitoring.*"]
repeats = 3
deadline = 20
grace = 0
measure = true

[measure]
workloads = ["build", "idle"]
blocks = 8
block-seconds = 10
rate = 5
folder = "/srv/work"
budgets = ["cpu.mean=5", "footprint.peak=600MB"]
`;

Deno.test("readConfiguration() gives every setting as the words that its option takes", () => {
  const words = readConfiguration(PATH, ALL);
  assertEquals(Object.fromEntries(words), {
    "policy": ["ga"],
    "attest": ["enrolled=Ann Lee, saw it in the portal"],
    "waive": ["release-ring=moves on Monday@2026-12-31", "cloud-protection=isolated laboratory"],
    "out": ["/etc/bmverify/nights"],
    "reporters": ["junit", "json"],
    "settle": ["5.5"],
    "restore-first": ["true"],
    "sign": ["/etc/bmverify/key"],
    "verify.scenarios": ["behavior-monitoring.*"],
    "verify.repeats": ["3"],
    "verify.deadline": ["20"],
    "verify.grace": ["0"],
    "verify.measure": ["true"],
    "measure.workloads": ["build", "idle"],
    "measure.blocks": ["8"],
    "measure.block-seconds": ["10"],
    "measure.rate": ["5"],
    "measure.folder": ["/srv/work"],
    "measure.budgets": ["cpu.mean=5", "footprint.peak=600MB"],
  });
  assertEquals([...words.keys()], SETTINGS.map(({ key }) => key));
});

Deno.test("readConfiguration() sets nothing for an empty file, and nothing by a switch that is off", () => {
  assertEquals(readConfiguration(PATH, "# nothing\nrestore-first = false\n").size, 0);
});

Deno.test("readConfiguration() refuses a key that there is not, at any depth, and names the one that was meant", () => {
  for (
    const [text, key, hint] of [
      ['polcy = "ga"', "polcy", 'Did you mean "policy"?'],
      ["[verify]\ndeadlin = 3", "verify.deadlin", 'Did you mean "deadline"?'],
      ['[attest]\nenroled = "me"', "attest.enroled", 'Did you mean "enrolled"?'],
      ['[waive.release-rings]\nreason = "x"', "waive.release-rings", 'Did you mean "release-ring"?'],
      ['[waive.release-ring]\nreasn = "x"', "waive.release-ring.reasn", 'Did you mean "reason"?'],
      ["yes = true", "yes", "Use one of"],
    ] as const
  ) {
    const error = assertThrows(() => readConfiguration(PATH, text), HarnessError, key);
    assertEquals(error.code, "config/invalid");
    assertStringIncludes(error.hint, hint);
  }
});

Deno.test("readConfiguration() refuses a value that there is not, and a value of another kind, with its key", () => {
  for (
    const [text, key] of [
      ['policy = "gaa"', "policy"],
      ['reporters = ["junit", "jsn"]', "reporters.1"],
      ['reporters = "junit"', "reporters"],
      ["policy = 1", "policy"],
      ["[verify]\ndeadline = 0", "verify.deadline"],
      ['[attest]\nenrolled = ""', "attest.enrolled"],
      ['[waive.release-ring]\nreason = "x"\nuntil = "tomorrow"', "waive.release-ring.until"],
    ] as const
  ) {
    const error = assertThrows(() => readConfiguration(PATH, text), HarnessError, `"${key}"`);
    assertEquals(error.code, "config/invalid");
  }
});

Deno.test("readConfiguration() names line and column of what is no TOML", () => {
  const error = assertThrows(() => readConfiguration(PATH, 'policy = "ga"\nout = '), HarnessError, "line 2");
  assertEquals(error.code, "config/unreadable");
});
