import { assertEquals } from "@std/assert";
import type { Threat } from "../device/device_state.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import { HEALTHY_PREVIEW, NO_AFTERMATH } from "../profiles/healthy_profiles.ts";
import { simulatedContext } from "../testing/simulated_context.ts";
import { afterwards, beforehand, cutShort, troubleOf } from "./aftermath.ts";

const SEEN_MS = Date.UTC(2026, 0, 2);
const threat = (id: string, detectedAtMs: number): Threat => ({
  id,
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
  status: "quarantined",
  detectedAtMs,
});
const OLD = threat("old", SEEN_MS - 86_400_000);
const NEW = threat("new", SEEN_MS + 300);

function withAftermath(aftermath: Partial<DeviceProfile["aftermath"]>): DeviceProfile {
  return { ...HEALTHY_PREVIEW, aftermath: { ...NO_AFTERMATH, ...aftermath } };
}

/** Ids, and hours from the moment at which it was seen, of what is listed so long after. */
function listed(list: DeviceProfile["aftermath"]["list"], sinceMs: number): readonly string[] {
  const context = simulatedContext(withAftermath({ list }), {
    threats: [OLD, NEW],
    nowMs: SEEN_MS + sinceMs,
  });
  return afterwards(context, SEEN_MS).threats.map(({ id, detectedAtMs }) =>
    `${id.slice(0, 4)} ${((detectedAtMs - SEEN_MS) / 3_600_000).toFixed(2)}`
  );
}

Deno.test("afterwards() lists what the profile says has become of the list", () => {
  assertEquals(listed("as-it-is", 1000), ["old -24.00", "new 0.00"]);
  assertEquals(listed("history-late", 1000), ["old -24.00", "new 0.00"]);
  assertEquals(listed("doubled", 1000), ["old -24.00", "old -24.00", "new 0.00", "new 0.00"]);
  assertEquals(listed("re-dated", 1000), ["old -0.17", "new 0.00"]);
  assertEquals(listed("zone-step", 1000), ["old -23.00", "new 1.00"]);
  assertEquals(listed("newest-first", 1000), ["new 0.00", "old -24.00"]);
  assertEquals(listed("newest-only", 1000), ["new 0.00"]);
  assertEquals(listed("clock-step", 1000), ["old -23.66", "new 0.34"]);
  assertEquals(listed("clock-ahead", 1000), ["old -24.00", "new 0.34"]);
});

Deno.test("afterwards() has people and others come when their time has come", () => {
  assertEquals(listed("entry-removed", 2000), ["old -24.00", "new 0.00"]);
  assertEquals(listed("entry-removed", 3000), ["old -24.00"]);
  assertEquals(listed("other-before", 500), ["old -24.00", "new 0.00"]);
  assertEquals(listed("other-before", 1000), ["old -24.00", "new 0.00", "0f0f -0.01"]);
  assertEquals(listed("other-after", 1000), ["old -24.00", "new 0.00", "0f0f 0.00"]);
  assertEquals(listed("other-in-control", 6000), ["old -24.00", "new 0.00"]);
  assertEquals(listed("other-in-control", 7000), ["old -24.00", "new 0.00", "0f0f 0.00"]);
  assertEquals(listed("control-late", 500), ["old -24.00", "new 0.00"]);
  assertEquals(listed("control-late", 1000), ["old -24.00", "new 0.00", "0f0f -0.00"]);
  assertEquals(listed("first-late", 6000), ["old -24.00"]);
  assertEquals(listed("first-late", 8000), ["old -24.00", "new 0.00"]);
});

Deno.test("beforehand() lists nothing on a device whose history comes late", () => {
  const threats = [OLD];
  assertEquals(beforehand(simulatedContext(withAftermath({}), { threats })).threats, threats);
  const late = withAftermath({ list: "history-late" });
  assertEquals(beforehand(simulatedContext(late, { threats })).threats, []);
});

Deno.test("afterwards() takes away the one part of protection that the profile names", () => {
  const lost = (part: DeviceProfile["aftermath"]["lost"]) => {
    const { profile: { health }, settings } = afterwards(
      simulatedContext(withAftermath({ lost: part })),
      SEEN_MS,
    );
    const { realTimeProtectionEnabled, passiveMode, engineLoaded } = health;
    return [settings.behaviorMonitoring === "enabled", realTimeProtectionEnabled, !passiveMode, engineLoaded];
  };
  assertEquals(lost(null), [true, true, true, true]);
  assertEquals(lost("behavior-monitoring"), [false, true, true, true]);
  assertEquals(lost("real-time-protection"), [true, false, true, true]);
  assertEquals(lost("passive-mode"), [true, true, false, true]);
  assertEquals(lost("engine"), [true, true, true, false]);
});

Deno.test("troubleOf() lasts for a while only, and hits the commands that the profile names", () => {
  const list = ["threat", "list"];
  const at = (
    trouble: DeviceProfile["aftermath"]["trouble"],
    args: readonly string[],
    sinceMs: number | null,
  ) => troubleOf(args, { profile: withAftermath({ trouble }), sinceMs });
  assertEquals([at("fails", ["health"], 100), at("fails", list, 100)], ["fails", "fails"]);
  assertEquals([at("fails", list, null), at("fails", list, 2000)], [null, null]);
  assertEquals([at("slow-list", list, 100), at("slow-list", ["health"], 100)], ["slow", null]);
  assertEquals(at("cut-list", list, 100), "cut");
  assertEquals([at("never-text", list, null), at("never-text", [...list, "--output", "json"], 100)], [
    "fails",
    null,
  ]);
  assertEquals([at("no-text", list, 100), at("no-text", [...list, "--output", "json"], 100)], [
    "fails",
    null,
  ]);
});

Deno.test("cutShort() leaves a line that is no whole one", () => {
  assertEquals(cutShort('Id: "1"\nType: "virus"\nStatus: "quarantined"\n'), 'Id: "1"\nType: "vir');
  assertEquals(cutShort("No threats\n"), "No t");
});
