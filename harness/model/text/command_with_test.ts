import { assertEquals } from "@std/assert";
import { commandWith, restoreCommand } from "./command_with.ts";

Deno.test("commandWith() puts the options of a run behind a command, quoted for a shell", () => {
  assertEquals(commandWith("bmverify verify", {}), "bmverify verify");
  assertEquals(
    commandWith("bmverify verify --yes", {
      out: "/srv/b",
      policy: "ga",
      state: "/srv/it's here",
      platform: "linux",
      mdatp: "/opt/x y/mdatp",
      device: "simulated:off-by-default",
    }),
    "bmverify verify --yes --device simulated:off-by-default --mdatp '/opt/x y/mdatp' --platform linux " +
      "--policy ga --state '/srv/it'\\''s here' --out /srv/b",
  );
});

Deno.test("restoreCommand() takes along what restore knows", () => {
  assertEquals(
    restoreCommand({ mdatp: "/opt/mdatp", policy: "ga", state: "/srv/state", out: "/srv/out" }),
    "bmverify restore --mdatp /opt/mdatp --state /srv/state",
  );
});
