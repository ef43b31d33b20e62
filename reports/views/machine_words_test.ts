import { assertEquals } from "@std/assert";
import { INVENTED_DEVICE } from "../invented/run_events.ts";
import { UNTOLD_DEVICE, UNTOLD_MACHINE } from "../../harness/model/record/untold.ts";
import { blockStateInWords, coresInWords, hardwareInWords, systemInWords } from "./machine_words.ts";

Deno.test("systemInWords() names product version and build as far as they are known", () => {
  assertEquals(systemInWords(INVENTED_DEVICE), "macOS 26.1 (25B78)");
  assertEquals(systemInWords({ ...INVENTED_DEVICE, osBuild: null }), "macOS 26.1");
  assertEquals(systemInWords({ ...INVENTED_DEVICE, osVersion: null, osBuild: null }), "macOS");
});

Deno.test("hardwareInWords() names what is known of the machine, and nothing else", () => {
  assertEquals(
    hardwareInWords(INVENTED_DEVICE),
    "Mac16,10, Apple M4, 4 performance and 6 efficiency cores, 16 GB",
  );
  assertEquals(hardwareInWords({ ...INVENTED_DEVICE, chip: null, cores: [] }), "Mac16,10, 16 GB");
  assertEquals(hardwareInWords({ ...INVENTED_DEVICE, ...UNTOLD_DEVICE }), null);
});

Deno.test("coresInWords() counts cores that are alike without a kind", () => {
  assertEquals(coresInWords({ cores: [{ kind: "alike", count: 8 }] }), "8 cores");
  assertEquals(coresInWords({ cores: [{ kind: "alike", count: 1 }] }), "1 core");
});

Deno.test("blockStateInWords() tells what the machine was like before and after, each thing once", () => {
  const quiet = {
    ...UNTOLD_MACHINE,
    powerSource: "mains",
    lowPowerMode: false,
    thermal: "normal",
    load1: null,
    freeBytes: null,
    swapUsedBytes: null,
    otherConsumers: [],
  } as const;
  assertEquals(blockStateInWords({ machine: quiet, machineBefore: quiet }), "mains, normal");
  const busy = {
    ...quiet,
    thermal: "limited",
    thermalLevel: 2,
    backupRunning: true,
    indexingCpuMs: 1200,
  } as const;
  assertEquals(
    blockStateInWords({ machine: busy, machineBefore: quiet }),
    "mains, normal, limited (thermal pressure 2 of 4), backup running, search index 1.20 s of CPU",
  );
  const unknown = { ...quiet, powerSource: null, lowPowerMode: null, thermal: null };
  assertEquals(blockStateInWords({ machine: unknown, machineBefore: null }), "not known");
});
