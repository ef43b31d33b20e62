import { assert, assertEquals } from "@std/assert";
import readme from "../README.md" with { type: "text" };
import { isProtecting } from "./is_protecting.ts";
import { findProfile, profileCatalogue, PROFILES } from "./profiles.ts";

const WANTED = [
  "healthy-preview healthy-ga off-by-default managed-off refuses-change lies-about-change not-onboarded expired",
  "outdated wrong-ring rtp-off rtp-unavailable passive cloud-off excluded allowed-detection not-installed shim-only",
  "not-enrolled stale-history reused-entry records-only blocks-only late flaky second-actor trigger-happy text-only",
  "old-booleans garbled hangs dies stuck-on busy idle-twin leaky restarting noisy",
  "history-late re-dated other-before doubled zone-step newest-first newest-only entry-removed other-after",
  "other-in-control control-late first-late status-later clock-step clock-ahead",
  "status-allowed status-restored status-active status-failed loses-behavior-monitoring loses-real-time-protection",
  "loses-passive-mode loses-engine stumbles slow-list cut-list no-text terminated frozen",
].join(" ").split(" ");

Deno.test("PROFILES has every profile once, and no other", () => {
  assertEquals(PROFILES.map(({ id }) => id).toSorted(), WANTED.toSorted());
});

Deno.test("profileCatalogue() gives each profile a description of its own and a consistent outcome", () => {
  const catalogue = profileCatalogue();
  assertEquals(new Set(catalogue.map(({ description }) => description)).size, catalogue.length);
  for (const { id, expected } of catalogue) {
    // A device that cannot be put back outranks its verdict.
    const exitCode = id === "stuck-on"
      ? 5
      : { measured: 0, pass: 0, fail: 1, inconclusive: 3 }[expected.verdict];
    assertEquals(expected.exitCode, exitCode, id);
  }
});

Deno.test("Every profile but those that should not differs from the healthy one in what makes it", () => {
  const healthy = findProfile("healthy-preview");
  assert(healthy !== null);
  for (const profile of PROFILES) {
    if (profile.id === "healthy-preview") continue;
    const sameMake = {
      ...profile,
      id: healthy.id,
      description: healthy.description,
      expected: healthy.expected,
    };
    assert(JSON.stringify(sameMake) !== JSON.stringify(healthy), profile.id);
  }
});

Deno.test("The flaky device reacts seven times in ten", () => {
  const pattern = findProfile("flaky")?.reaction.pattern ?? [];
  assertEquals([pattern.length, pattern.filter((reacts) => reacts).length], [10, 7]);
});

Deno.test("isProtecting() is false on exactly the devices whose antivirus does not work", () => {
  assertEquals(PROFILES.filter((profile) => !isProtecting(profile)).map(({ id }) => id), [
    "not-onboarded",
    "rtp-off",
    "rtp-unavailable",
    "passive",
    "excluded",
    "allowed-detection",
  ]);
});

Deno.test("README.md shows the catalogue as it is", () => {
  const shown = readme.split("\n").filter((line) => line.startsWith("| `"));
  assertEquals(
    shown.map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim())),
    profileCatalogue().map(({ id, description, expected: { command, verdict, reason, exitCode } }) => [
      `\`${id}\``,
      description,
      `\`${command}\``,
      `${verdict} · \`${reason}\` · ${exitCode}`,
    ]),
  );
});
