import { assertEquals, assertStringIncludes } from "@std/assert";
import { inventedRecord } from "../invented/run_records.ts";
import { deviceNotice } from "./device_notice.ts";

Deno.test("deviceNotice() is there for simulated devices, and not for a real one with the agent of its vendor", () => {
  assertStringIncludes(
    deviceNotice(inventedRecord("pass")) ?? "",
    "SIMULATED DEVICE (profile off-by-default)",
  );
  assertEquals(deviceNotice(inventedRecord("fail")), null);
});

const REAL = inventedRecord("fail");
const noticeOf = (device: Partial<typeof REAL["device"]>): string | null =>
  deviceNotice({ simulated: false, device: { ...REAL.device, programs: [], ...device } });
const signed = (path: string, isVendors: boolean) => ({
  agentPath: path,
  programs: [{
    path,
    realPath: path,
    sha256: null,
    signature: { identifier: null, teamId: null, isVendors },
  }],
});

Deno.test("deviceNotice() names an agent that is not where the vendor puts it, and a system that was assumed", () => {
  assertEquals(noticeOf({}), null);
  assertEquals(noticeOf({ agentPath: "/opt/x/mdatp" }), "STAND-IN: not this system's agent: /opt/x/mdatp");
  assertEquals(
    noticeOf({ agentPath: "/opt/x/mdatp", platformAssumed: true }),
    "STAND-IN: not this system's agent: /opt/x/mdatp; macOS assumed",
  );
  assertEquals(noticeOf({ platformAssumed: true }), "STAND-IN: macOS assumed");
  assertEquals(
    noticeOf({ platform: "linux", agentPath: "/usr/local/bin/mdatp" }),
    "STAND-IN: not this system's agent: /usr/local/bin/mdatp",
  );
});

Deno.test("deviceNotice() goes by the vendor's signature where there is one", () => {
  assertEquals(noticeOf(signed("/Volumes/x/mdatp", true)), null);
  assertEquals(
    noticeOf(signed("/usr/local/bin/mdatp", false)),
    "STAND-IN: not signed by the vendor: /usr/local/bin/mdatp",
  );
});
