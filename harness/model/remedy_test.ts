import { assertEquals } from "@std/assert";
import { remedyCommand } from "./remedy.ts";

Deno.test("remedyCommand() tells commands from advice", () => {
  const commands = [
    "sudo mdatp config cloud --value enabled",
    "mdatp definitions update",
    "'/Library/Application Support/Microsoft/MAU2.0/x/msupdate' --install",
    "/tmp/device/bin/mdatp exclusion folder remove --path /tmp",
  ];
  for (const command of commands) assertEquals(remedyCommand(command), command);
  const advice = [
    "In the portal, open Settings",
    "Ask the vendor",
    "Set x in /etc/opt/file",
    "Give --mdatp PATH",
    "Open System Settings",
  ];
  for (const text of advice) assertEquals(remedyCommand(text), null);
});
