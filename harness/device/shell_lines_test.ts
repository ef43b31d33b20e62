import { assertEquals } from "@std/assert";
import { parseHealth } from "./parse_health.ts";
import { shellLineOf } from "./shell_lines.ts";

const PROMPTS = [
  ...[
    "$",
    "%",
    "#",
    "➜",
    "❯",
    "»",
    "bash-3.2$",
    "sh-4.2$",
    "sh-5.1#",
    "zsh-5.9%",
    "-bash-4.2$",
    "Mac:~ user$",
  ],
  ...[
    "Mac:Downloads user$",
    "host:~$",
    "host:/tmp root#",
    "user@mac ~ %",
    "[root@host ~]#",
    "user@host:~/x$",
  ],
  ...["user@mac ~>", "[10:00:01] user@mac:~$", "root#", "PS /Users/user>"],
  ...["(base) user@mac ~ %", "~ %", "~/Downloads ❯", "╰─$", "╭─user@host ~"],
];

Deno.test("shellLineOf() knows the prompts of the usual shells, alone and with a command", () => {
  for (const prompt of PROMPTS) {
    assertEquals(shellLineOf(prompt), "prompt", prompt);
    if (!prompt.startsWith("╭")) assertEquals(shellLineOf(`${prompt} mdatp health`), "command", prompt);
  }
  for (
    const command of [
      "mdatp health",
      "sudo /usr/local/bin/mdatp threat list",
      "user@mac repo git:(main) ✗ sudo mdatp threat list",
      "> mdatp health",
      "~/Downloads  mdatp health   ✔  15:21:33",
    ]
  ) {
    assertEquals(shellLineOf(command), "command", command);
  }
});

Deno.test("shellLineOf() takes no line of an output for one of a shell", () => {
  for (
    const line of [
      'Path: "/tmp/a$ b"',
      "Name: Behavior:MacOS/MacOSChangeFileTest",
      "healthy : true",
      "mdatp 2043 1.0 3.7 2811900 612004 ? Sl 10:21 31:02 /opt/microsoft/mdatp/sbin/wdavdaemon",
      "/private/tmp",
      "8216    /usr/lib/postgresql/12/bin/psql",
      "=====================================",
      "cpu_share : 12 % of a core",
      'Path: "/tmp/50% mdatp health"',
    ]
  ) assertEquals(shellLineOf(line), null, line);
});

Deno.test("parseHealth() drops every prompt, and all from a second command on", () => {
  for (const prompt of PROMPTS.filter((one) => !one.startsWith("╭"))) {
    const text =
      `${prompt} mdatp health\nhealthy : true\nlicensed : true\n${prompt} mdatp health --field licensed\nfalse\n${prompt}\n`;
    const { healthy, licensed } = parseHealth(text);
    assertEquals([healthy, licensed], [true, true], prompt);
  }
});
