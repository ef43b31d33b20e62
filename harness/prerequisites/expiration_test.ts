import { assertEquals } from "@std/assert";
import { expirationState } from "./expiration.ts";

const NOW = "2026-03-01T12:00:00.000Z";

Deno.test("expirationState() is exact when the zone is known", () => {
  assertEquals(expirationState("2026-03-01T12:00:01.000Z", NOW), "valid");
  assertEquals(expirationState("2026-03-01T11:59:59.000Z", NOW), "expired");
  assertEquals(expirationState("2026-03-01T13:00:01+01:00", NOW), "valid");
});

Deno.test("expirationState() leaves a day of doubt when no zone is given", () => {
  assertEquals(expirationState("2026-03-02T12:00:01", NOW), "valid");
  assertEquals(expirationState("2026-03-02T11:59:59", NOW), "unclear");
  assertEquals(expirationState("2026-03-01T12:00:00", NOW), "unclear");
  assertEquals(expirationState("2026-02-28T12:00:01", NOW), "unclear");
  assertEquals(expirationState("2026-02-28T12:00:00", NOW), "expired");
});

Deno.test("expirationState() is unclear for what is no date", () => {
  assertEquals(expirationState("soon", NOW), "unclear");
  assertEquals(expirationState("2026-08-01T07:42:45", "now"), "unclear");
});
