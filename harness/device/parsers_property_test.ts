// Promises that hold for every input: a value or an error with a code, in bounded time, and what is printed is read.
import process from "node:process";
import type { OnOff } from "../model/on_off.ts";
import { assertEquals, assertInstanceOf, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Detection } from "../model/detection.ts";
import { HarnessError } from "../model/harness_error.ts";
import { parseAllowed } from "./parse_allowed.ts";
import { parseConfigAnswer } from "./parse_config_answer.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { parseHealthDetails } from "./parse_health_details.ts";
import { parseHealthField } from "./parse_health_field.ts";
import { PARSE_KINDS } from "./parse_kind.ts";

const PARSERS: Readonly<Record<string, (input: string | Uint8Array) => unknown>> = {
  ...Object.fromEntries(Object.entries(PARSE_KINDS).map(([kind, { parse }]) => [kind, parse])),
  details: parseHealthDetails,
  field: parseHealthField,
  allowed: parseAllowed,
  answer: parseConfigAnswer,
};

/** Parses with every parser; anything thrown must be an error with a code, anything returned must be JSON. */
function parseWithAll(input: string | Uint8Array): void {
  for (const parse of Object.values(PARSERS)) {
    let value: unknown;
    try {
      value = parse(input);
    } catch (error) {
      assertInstanceOf(error, HarnessError);
      assertLess(error.message.length, 500);
      continue;
    }
    JSON.stringify(value);
  }
}

const WORDS = [
  ...["Id", "Name", "Type", "Status", "Detection time", "healthy", "behavior_monitoring", "licensed", "Path"],
  ...[
    ":",
    ": ",
    " ",
    "\n",
    "\t",
    '"',
    '"',
    "---",
    "=====",
    "...",
    "{",
    "}",
    "[",
    "]",
    ",",
    "[managed]",
    "true",
    "1",
  ],
  ...[
    "ATTENTION: x",
    "No threats",
    "No exclusions",
    "Excluded folder",
    "Process id",
    "PID",
    "TIME",
    "COMM",
    "0:01.00",
  ],
  ...[
    "threats",
    "scans",
    "history",
    "counters",
    "user@mac ~ % ",
    "mdatp health",
    "<--- ON",
    "\u001b[31m",
    "\u001b]8;;",
    "\0",
  ],
];

Deno.test("No parser crashes on any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), parseWithAll), { numRuns: 300 });
});

Deno.test("No parser crashes on any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), parseWithAll), { numRuns: 300 });
});

Deno.test("No parser crashes on the agent's own words in any order", () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 5 })), { maxLength: 60 });
  fc.assert(fc.property(text, (words) => parseWithAll(words.join(""))), { numRuns: 1000 });
});

Deno.test("No parser crashes on any JSON", () => {
  fc.assert(fc.property(fc.json(), parseWithAll), { numRuns: 300 });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => parseWithAll(JSON.stringify({ threats: { scans: value } }))),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => parseWithAll(JSON.stringify({ counters: value, healthy: value }))),
  );
});

Deno.test("No parser takes an empty or blank output for an empty list", () => {
  const blank = fc.array(fc.constantFrom(" ", "\n", "\t", "\r\n", "\uFEFF"), { maxLength: 20 });
  fc.assert(fc.property(blank, (parts) => {
    for (const [name, parse] of Object.entries(PARSERS)) {
      if (name === "answer") assertEquals(parseConfigAnswer(parts.join("")).kind, "refused");
      else {
        let given = false;
        try {
          parse(parts.join(""));
          given = true;
        } catch { /* expected: an error with a code, checked above */ }
        assertEquals(given, false, name);
      }
    }
  }));
});

const detection = fc.record({
  id: fc.uuid(),
  name: fc.tuple(fc.constantFrom("Behavior", "Virus", "Trojan"), fc.stringMatching(/^[A-Za-z0-9_.!]{1,30}$/))
    .map(([kind, name]) => `${kind}:MacOS/${name}`),
  type: fc.constantFrom("behavior", "virus", "trojan"),
  status: fc.constantFrom("quarantined", "blocked", "removed"),
  detectedAt: fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19)),
});

function ctimeOf(iso: string): string {
  const [weekday = "", day = "", month = "", year = ""] = new Date(`${iso}Z`).toUTCString().replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${day.replace(/^0/, " ")} ${iso.slice(11)} ${year}`;
}

function printedList(detections: readonly Detection[]): string {
  return detections.map(({ id, name, type, status, detectedAt }) =>
    `Id: "${id}"\nName: ${name}\nType: "${type}"\nDetection time: ${
      ctimeOf(detectedAt ?? "")
    }\nStatus: "${status}"\n`
  ).join("---\n");
}

Deno.test("What prints a list of detections is read back, in any number", () => {
  fc.assert(fc.property(fc.array(detection, { minLength: 1, maxLength: 20 }), (detections) => {
    assertEquals(parseDetections(printedList(detections)), detections);
  }));
});

Deno.test("The fast way through a list gives what the careful one gives, damaged lists included", () => {
  const damage = fc.record({
    at: fc.nat(2000),
    remove: fc.nat(3),
    add: fc.constantFrom("", "\n", '"', ":", "-", " ", "x"),
  });
  fc.assert(
    fc.property(
      fc.array(detection, { minLength: 1, maxLength: 8 }),
      damage,
      (detections, { at, remove, add }) => {
        const whole = printedList(detections);
        const where = at % whole.length;
        const damaged = whole.slice(0, where) + add + whole.slice(where + remove);
        // A blank line in front keeps the fast way from starting.
        assertEquals(outcomeOf(damaged), outcomeOf(`\n${damaged}`));
      },
    ),
    { numRuns: 1000 },
  );
});

function outcomeOf(list: string): unknown {
  try {
    return parseDetections(list);
  } catch (error) {
    return (error as HarnessError).code;
  }
}

Deno.test("What prints exclusions is read back", () => {
  const exclusion = fc.record({
    kind: fc.constantFrom("folder" as const, "file" as const),
    pattern: fc.stringMatching(/^\/[A-Za-z0-9 :*.=\[\]/-]{0,40}[a-z]$/),
    managed: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(exclusion, { minLength: 1, maxLength: 10 }), (exclusions) => {
    const printed = exclusions.map(({ kind, pattern, managed }) =>
      `Excluded ${kind}\nPath: "${pattern}"${managed ? " [managed]" : ""}\n`
    ).join("---\n");
    assertEquals(parseExclusions(`=====\n${printed}=====\n`), exclusions);
  }));
});

Deno.test("What prints health is read back from text and from JSON", () => {
  const facts = fc.record({
    healthy: fc.boolean(),
    value: fc.constantFrom("enabled", "disabled"),
    managed: fc.boolean(),
  });
  fc.assert(fc.property(facts, ({ healthy, value, managed }) => {
    const text = `healthy : ${healthy}\nbehavior_monitoring : "${value}"${managed ? " [managed]" : ""}\n`;
    const json = JSON.stringify({
      healthy,
      behaviorMonitoring: { displayValue: !managed, isManaged: managed, value },
    });
    assertEquals(parseHealth(text), parseHealth(json));
    assertEquals(parseHealth(text).behaviorMonitoring, { value: value as OnOff, managed });
  }));
});

Deno.test("A quarter of a megabyte of anything ends in bounded time with every parser", () => {
  const size = 256 * 1024;
  const seeds = [
    ...[
      " ",
      "\t \n",
      "[",
      '{"a":',
      '"',
      '"\n',
      "a",
      "a_b ",
      "-",
      "$ ",
      "…",
      "a_b : [\n",
      ": \n",
      "user@mac ",
      "*\t",
    ],
    ...[
      "\u001b[",
      "\u001b]8;;x",
      "Name: x\n",
      'Path: "x\n',
      "Excluded folder\n",
      "Process id: 1\n",
      "1 0:01.00 2 /x\n",
    ],
  ];
  for (const seed of seeds) {
    const before = process.cpuUsage();
    parseWithAll(seed.repeat(Math.ceil(size / seed.length)));
    const { user, system } = process.cpuUsage(before);
    // Work, not time that others took from a busy machine. Generous: quadratic work would take minutes.
    assertLess((user + system) / 1000, 10_000, JSON.stringify(seed));
  }
});

Deno.test("Ten megabytes are read, and ten megabytes of something else are refused", () => {
  const entry = 'Id: "a"\nName: Virus:DOS/X\nType: "virus"\nDetection time: x\nStatus: "removed"\n';
  const count = Math.ceil(10 * 1024 * 1024 / (entry.length + 4));
  assertEquals(parseDetections(Array.from({ length: count }, () => entry).join("---\n")).length, count);
  const binary = new Uint8Array(10 * 1024 * 1024).fill(0xff);
  for (const parse of [parseHealth, parseDetections]) assertThrows(() => parse(binary), HarnessError);
});
