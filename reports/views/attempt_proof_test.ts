import { assertEquals } from "@std/assert";
import { INVENTED_EVIDENCE, INVENTED_MATERIAL } from "../invented/evidence.ts";
import { INVENTED_DEMONSTRATION, inventedAttempt, inventedMissedAttempt } from "../invented/run_events.ts";
import { attemptProof } from "./attempt_proof.ts";
import { groupOutputs } from "./output_groups.ts";

Deno.test("attemptProof() marks the one entry that counts, in the first list that shows it", () => {
  const { before, after } = attemptProof(inventedAttempt(), INVENTED_DEMONSTRATION, INVENTED_MATERIAL);
  assertEquals([before?.outputId, before?.answeredMs, before?.total], ["0004-threat-list", -59, 2]);
  assertEquals([after?.outputId, after?.answeredMs, after?.total], ["0006-threat-list", 1240, 3]);
  assertEquals(after?.entries.map(({ counts, entry }) => [counts, entry.printedAt]), [
    [true, "Mon Sep 21 05:00:15 2026"],
  ]);
});

Deno.test("attemptProof() counts what was known before, apart for the name that is looked for, and says why", () => {
  const { before, after } = attemptProof(inventedMissedAttempt(), INVENTED_DEMONSTRATION, INVENTED_MATERIAL);
  for (const view of [before, after]) assertEquals([view?.knownOfTheName, view?.others], [1, 1]);
  assertEquals(before?.entries.map(({ counts, because }) => [counts, because]), [
    [false, "it was listed before the trigger started"],
  ]);
  assertEquals(after?.entries.map(({ counts, because }) => [counts, because]), [
    [false, "it is put down to another attempt"],
  ]);
});

Deno.test("attemptProof() tells apart why a new entry does not count", () => {
  const attempt = inventedAttempt();
  const reasons = (["undatedDetections", "earlierDetections", "otherDetections"] as const).map((list) =>
    attemptProof(
      { ...attempt, detections: [], [list]: attempt.detections },
      INVENTED_DEMONSTRATION,
      INVENTED_MATERIAL,
    ).after?.entries[0]?.because
  );
  assertEquals(new Set(reasons).size, 3);
});

Deno.test("attemptProof() finds a late entry in a list that the attempt itself did not ask for", () => {
  const late = inventedAttempt({ evidence: ["0004-threat-list", "0005-threat-list"] });
  const { after } = attemptProof(late, INVENTED_DEMONSTRATION, INVENTED_MATERIAL);
  assertEquals([after?.outputId, after?.entries[0]?.counts], ["0006-threat-list", true]);
});

Deno.test("attemptProof() says that there is no list where none was kept or can be read", () => {
  assertEquals(attemptProof(inventedAttempt(), INVENTED_DEMONSTRATION, {}), { before: null, after: null });
  const { evidence } = INVENTED_MATERIAL;
  assertEquals(attemptProof(inventedAttempt(), INVENTED_DEMONSTRATION, { evidence }), {
    before: null,
    after: null,
  });
});

Deno.test("groupOutputs() has each distinct output once, with every time it was given", () => {
  const groups = groupOutputs(INVENTED_EVIDENCE, new Set(INVENTED_EVIDENCE.map(({ id }) => id)));
  assertEquals(groups.map(({ calls }) => calls.map(({ id }) => id)), [
    ["0001-health"],
    ["0004-threat-list", "0005-threat-list"],
    ["0006-threat-list"],
  ]);
  assertEquals(new Set(groups.map(({ anchor }) => anchor)).size, groups.length);
  const failed = INVENTED_EVIDENCE.map((one) => ({
    ...one,
    exitCode: one.id === "0005-threat-list" ? 1 : 0,
  }));
  assertEquals(groupOutputs(failed, new Set(["0004-threat-list", "0005-threat-list"])).length, 2);
});
