import { assert, assertEquals } from "@std/assert";
import { FAULTS } from "./fault.ts";
import { SUBJECTS } from "./subject.ts";
import { effectsOf, type Trial, tryFault } from "./try_fault.ts";
import "../../testing/late_modules.ts";

/** Every so many of all faults; a number without a divisor that effects or faults may have in common. */
const EVERY = 97;

for (const subject of SUBJECTS) {
  Deno.test(`what goes wrong in "${subject.name}" leaves the device as found, or is told; one fault in ${EVERY}`, async () => {
    const effects = await effectsOf(subject);
    assert(effects.length > 90, `${effects.length} effects`);
    const trials: Trial[] = [];
    let count = 0;
    for (const [at, effect] of effects.entries()) {
      const around = { before: effects.slice(0, at), after: effects.slice(at) };
      for (const fault of FAULTS) {
        if (fault.happensTo(effect, around) && count++ % EVERY === 0) {
          trials.push(await tryFault(subject, fault, at));
        }
      }
    }
    const bad = trials.filter(({ findings }) => findings.length > 0);
    assert(trials.length > 5);
    assertEquals(bad.map(({ at, fault, findings, account }) => ({ at, fault, findings, account })), []);
  });
}

const [VERIFY, RESTORE] = SUBJECTS;

async function failAt(fault: string, what: RegExp): Promise<Trial> {
  assert(VERIFY !== undefined);
  const effects = await effectsOf(VERIFY);
  const at = effects.findIndex((effect) => what.test(`${effect.kind} ${effect.what}`));
  const planned = FAULTS.find(({ name }) => name === fault);
  assert(at >= 0 && planned !== undefined, `${fault} at ${what}`);
  return await tryFault(VERIFY, planned, at);
}

Deno.test("a setting that was changed before the power failed is put back: the journal is found under its name", async () => {
  const trial = await failAt("power fails (what was synced is left)", /^spawn mdatp config .* enabled$/);
  assertEquals([trial.outcome, trial.findings], ["killed, restore exit 0", []]);
});

Deno.test("a run whose evidence was cut short by a full disk is no pass, and its bundle can be read", async () => {
  const trial = await failAt("ENOSPC half-way", /^write .*index\.ndjson$/);
  assertEquals([trial.outcome, trial.findings], ["exit 4, restore exit 0", []]);
});

Deno.test("a bundle whose names the power failure left without their contents is read from its events", async () => {
  const trial = await failAt("power fails (names are left too)", /^rename .*\/run\.json$/);
  assertEquals([trial.outcome, trial.findings], ["killed, restore exit 0", []]);
});

Deno.test("a journal that is taken away while a run is at work stops no restore and is told", async () => {
  const trial = await failAt("state removed", /^spawn bash BM_test\.sh$/);
  assertEquals([trial.outcome, trial.findings], ["exit 4, restore exit 0", []]);
});

Deno.test("a state that is taken away at any moment of restore, once it was read, stops it nowhere", async () => {
  const removed = FAULTS.find(({ name }) => name === "state removed");
  assert(RESTORE !== undefined && removed !== undefined);
  const effects = await effectsOf(RESTORE);
  const moments = [...effects.keys()].filter((at) => {
    const effect = effects[at];
    return effect !== undefined &&
      removed.happensTo(effect, { before: effects.slice(0, at), after: effects.slice(at) });
  });
  const trials: Trial[] = [];
  for (const at of moments) trials.push(await tryFault(RESTORE, removed, at));
  assert(trials.length > 20, `${trials.length} moments`);
  assertEquals(
    trials.filter(({ findings }) => findings.length > 0).map(({ at, account }) => [at, account]),
    [],
  );
});

Deno.test("a fault that nothing is done about is found: a device that is left changed counts as unrestored and silent", async () => {
  assert(VERIFY !== undefined);
  const effects = await effectsOf(VERIFY);
  const at = effects.findIndex(({ what }) => what.endsWith("--value enabled")) + 5;
  const trial = await tryFault(VERIFY, {
    name: "killed, and the journal emptied",
    happensTo: () => true,
    powerLoss: null,
    on: ({ disk }) => (_deed, life) => {
      disk.remove("/var/db/bmverify", { recursive: true });
      life.end();
      throw new Error("The program has ended");
    },
  }, at);
  assertEquals(trial.findings, ["unrestored", "silent"]);
});
