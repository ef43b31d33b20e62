import { assertEquals } from "@std/assert";
import { UNTOLD_MACHINE } from "../../model/record/untold.ts";
import { parseLinuxState } from "./linux_state.ts";
import { type MachineState, stateProblems } from "./machine_state.ts";
import {
  parseBackupRunning,
  parseFreeBytes,
  parseLowPowerMode,
  parseMacLoad,
  parsePowerSource,
  parseSwapUsed,
  parseThermal,
  parseThermalLevel,
  thermalState,
} from "./macos_state.ts";

Deno.test("parsePowerSource() reads the first line of pmset -g batt", () => {
  const charged = " -InternalBattery-0 (id=1234567)\t100%; charged; 0:00 remaining present: true\n";
  assertEquals(parsePowerSource(`Now drawing from 'AC Power'\n${charged}`), "mains");
  assertEquals(
    parsePowerSource("Now drawing from 'Battery Power'\n -InternalBattery-0\t80%; discharging"),
    "battery",
  );
  assertEquals(parsePowerSource("Now drawing from 'UPS Power'"), "battery");
  assertEquals(parsePowerSource("pmset: command failed"), null);
});

Deno.test("parseThermal() tells a Mac that was held back from one that never was", () => {
  const never =
    "Note: No thermal warning level has been recorded\nNote: No performance warning level has been recorded\n";
  const limits = (speed: number) =>
    `2026-06-04 09:00:00 +0200 CPU Power notify\n\tCPU_Scheduler_Limit \t= 100\n\tCPU_Available_CPUs \t= 8\n\tCPU_Speed_Limit \t= ${speed}\n`;
  assertEquals(parseThermal(never), null);
  assertEquals(parseThermal(never + limits(100)), "normal");
  assertEquals(parseThermal(limits(100)), "normal");
  assertEquals(parseThermal(limits(62)), "limited");
  assertEquals(parseThermal("Thermal warning level set to 1"), "limited");
  assertEquals(parseThermal(""), null);
});

Deno.test("parseThermalLevel() reads one of five levels and nothing else", () => {
  const answer = (level: string) => `com.apple.system.thermalpressurelevel ${level}\n`;
  assertEquals(["0", "1", "4"].map((level) => parseThermalLevel(answer(level))), [0, 1, 4]);
  for (const text of ["", "Failed\n", answer("5"), answer(""), "com.apple.system.other 0\n"]) {
    assertEquals(parseThermalLevel(text), null, text);
  }
});

Deno.test("thermalState() believes whoever says that the processor is held back, and nobody who says nothing", () => {
  assertEquals(thermalState(null, 0), "normal");
  assertEquals(thermalState(null, 1), "limited");
  assertEquals(thermalState("limited", 0), "limited");
  assertEquals(thermalState("normal", 2), "limited");
  assertEquals(thermalState("normal", null), "normal");
  assertEquals(thermalState(null, null), null);
});

Deno.test("parseBackupRunning() reads tmutil status", () => {
  const status = (running: string) =>
    `Backup session status:\n{\n    ClientID = "com.apple.backupd";\n    Percent = 1;\n    Running = ${running};\n}\n`;
  assertEquals([parseBackupRunning(status("1")), parseBackupRunning(status("0"))], [true, false]);
  assertEquals(parseBackupRunning("tmutil: No such verb\n"), null);
});

Deno.test("parseLowPowerMode() reads the section of the power source in use", () => {
  const custom =
    "Battery Power:\n lowpowermode         1\n sleep 1\nAC Power:\n lowpowermode         0\n sleep 0\n";
  assertEquals(parseLowPowerMode(custom, "battery"), true);
  assertEquals(parseLowPowerMode(custom, "mains"), false);
  assertEquals(parseLowPowerMode(custom, null), null);
  assertEquals(parseLowPowerMode("AC Power:\n powermode 2\n", "mains"), false);
  assertEquals(parseLowPowerMode("AC Power:\n powermode 1\n", "mains"), true);
  assertEquals(parseLowPowerMode("AC Power:\n sleep 1\n", "mains"), null);
});

Deno.test("load, swap and free memory of macOS are read in any locale", () => {
  assertEquals(parseMacLoad("{ 1.50 1.60 1.70 }\n"), 1.5);
  assertEquals(parseMacLoad("{ 1,50 1,60 1,70 }\n"), 1.5);
  assertEquals(parseMacLoad(""), null);
  const swap = "total = 2048.00M  used = 1024.50M  free = 1023.50M  (encrypted)";
  assertEquals(parseSwapUsed(swap), 1024.5 * 1024 * 1024);
  assertEquals(parseSwapUsed("nothing"), null);
});

Deno.test("parseFreeBytes() counts all pages that can be given out", () => {
  const text =
    "Mach Virtual Memory Statistics: (page size of 16384 bytes)\nPages free:                 10.\n" +
    "Pages active:                99.\nPages inactive:              20.\nPages speculative:            3.\n" +
    "Pages wired down:            50.\nPages purgeable:              4.\n";
  assertEquals(parseFreeBytes(text), 37 * 16384);
  assertEquals(parseFreeBytes(""), null);
});

const memory = "/proc/loadavg:0.50 0.40 0.30 1/99 1234\n/proc/meminfo:MemTotal:       24684000 kB\n" +
  "/proc/meminfo:MemAvailable:   20000000 kB\n/proc/meminfo:SwapTotal:       1000 kB\n/proc/meminfo:SwapFree:         900 kB\n";

Deno.test("parseLinuxState() reads a server as on mains, with what it cannot know unknown", () => {
  assertEquals(parseLinuxState(memory), {
    powerSource: "mains",
    lowPowerMode: null,
    thermal: null,
    thermalLevel: null,
    backupRunning: null,
    load1: 0.5,
    freeBytes: 20_000_000 * 1024,
    swapUsedBytes: 100 * 1024,
  });
});

Deno.test("parseLinuxState() reads a hot laptop on battery", () => {
  const sys = "/sys/class/power_supply/AC/type:Mains\n/sys/class/power_supply/AC/online:0\n" +
    "/sys/class/power_supply/BAT0/type:Battery\n/sys/class/power_supply/BAT0/status:Discharging\n" +
    "/sys/firmware/acpi/platform_profile:low-power\n" +
    "/sys/class/thermal/cooling_device0/type:Processor\n/sys/class/thermal/cooling_device0/cur_state:3\n";
  const { powerSource, lowPowerMode, thermal } = parseLinuxState(memory + sys);
  assertEquals([powerSource, lowPowerMode, thermal], ["battery", true, "limited"]);
  assertEquals(parseLinuxState(memory + sys.replace("online:0", "online:1")).powerSource, "mains");
});

Deno.test("parseLinuxState() of nothing knows nothing", () => {
  assertEquals(Object.values(parseLinuxState("")).every((value) => value === null), true);
});

Deno.test("stateProblems() names what sets a block apart from most", () => {
  const mains: MachineState = {
    ...UNTOLD_MACHINE,
    powerSource: "mains",
    lowPowerMode: null,
    thermal: "normal",
    load1: 1,
    freeBytes: null,
    swapUsedBytes: null,
    otherConsumers: [],
  };
  const usual = [mains, mains, { ...mains, load1: 9 }];
  assertEquals(stateProblems(mains, []), []);
  assertEquals(stateProblems({ ...mains, load1: 30 }, usual), []);
  const odd: MachineState = { ...mains, powerSource: "battery", lowPowerMode: true };
  assertEquals(stateProblems(odd, [...usual, odd]), [
    "the power source was battery, not mains as in most blocks",
    "low-power mode was on, not unknown as in most blocks",
  ]);
  assertEquals(stateProblems({ ...mains, backupRunning: true }, usual), [
    "Time Machine was making a backup, not idle as in most blocks",
  ]);
  assertEquals(stateProblems({ ...mains, thermal: null }, usual), [
    "thermal pressure was unknown, not normal as in most blocks",
  ]);
});

Deno.test("stateProblems() takes no block that was held back, even where all were", () => {
  const hot = { powerSource: null, lowPowerMode: null, thermal: "limited", load1: null } as const;
  const state: MachineState = {
    ...UNTOLD_MACHINE,
    ...hot,
    freeBytes: null,
    swapUsedBytes: null,
    otherConsumers: [],
  };
  assertEquals(stateProblems(state, [state, state]), ["the processor was held back because of heat"]);
});
