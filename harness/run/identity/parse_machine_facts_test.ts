import { assertEquals } from "@std/assert";
import { parseLinuxHardware, parseMacHardware, parseSwVers } from "./parse_machine_facts.ts";

Deno.test("parseSwVers() reads the version of the product and its build", () => {
  const text = "ProductName:\t\tmacOS\nProductVersion:\t\t15.7.7\nBuildVersion:\t\t24G720\n";
  assertEquals(parseSwVers(text), { osVersion: "15.7.7", osBuild: "24G720" });
  const rapid =
    "ProductName:\t\tmacOS\nProductVersion:\t\t13.4.1\nProductVersionExtra:\t(c)\nBuildVersion:\t\t22F770820d\n";
  assertEquals(parseSwVers(rapid), { osVersion: "13.4.1", osBuild: "22F770820d" });
  assertEquals(parseSwVers("24.6.0\n"), { osVersion: null, osBuild: null });
});

Deno.test("parseMacHardware() tells the kinds of cores of Apple silicon apart", () => {
  const text = "hw.model: Mac15,6\nmachdep.cpu.brand_string: Apple M3 Pro\nhw.memsize: 19327352832\n" +
    "hw.physicalcpu: 11\nhw.perflevel0.name: Performance\nhw.perflevel0.physicalcpu: 5\n" +
    "hw.perflevel1.name: Efficiency\nhw.perflevel1.physicalcpu: 6\n";
  assertEquals(parseMacHardware(text), {
    hardwareModel: "Mac15,6",
    chip: "Apple M3 Pro",
    cores: [{ kind: "performance", count: 5 }, { kind: "efficiency", count: 6 }],
    memoryBytes: 18 * 2 ** 30,
  });
});

Deno.test("parseMacHardware() finds the cores of an Intel Mac alike, and nothing in other texts", () => {
  const text = "hw.model: MacBookPro16,1\n" +
    "machdep.cpu.brand_string: Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz\nhw.memsize: 17179869184\nhw.physicalcpu: 6\n";
  assertEquals(parseMacHardware(text).cores, [{ kind: "alike", count: 6 }]);
  assertEquals(parseMacHardware(text).chip, "Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz");
  const none = { hardwareModel: null, chip: null, cores: [], memoryBytes: null };
  assertEquals(parseMacHardware("sysctl: unknown oid 'hw.model'\n"), none);
});

Deno.test("parseLinuxHardware() counts the processors that the system schedules on, by kind where it knows them", () => {
  const text =
    "/proc/cpuinfo:model name\t: AMD EPYC 9V74: 80-Core\n/proc/meminfo:MemTotal:       24684000 kB\n" +
    "/sys/devices/system/cpu/online:0-3,8\n";
  assertEquals(parseLinuxHardware(text), {
    chip: "AMD EPYC 9V74: 80-Core",
    cores: [{ kind: "alike", count: 5 }],
    memoryBytes: 24_684_000 * 1024,
  });
  const hybrid = `${text}/sys/devices/cpu_core/cpus:0-7\n/sys/devices/cpu_atom/cpus:8-15\n`;
  assertEquals(parseLinuxHardware(hybrid).cores, [
    { kind: "performance", count: 8 },
    { kind: "efficiency", count: 8 },
  ]);
  assertEquals(parseLinuxHardware(""), { chip: null, cores: [], memoryBytes: null });
});
