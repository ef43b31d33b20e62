// What the command line says when it is not told what to do. Only the commands that the simulated agent knows.

const COMMANDS: readonly (readonly [string, string])[] = [
  ["config", "Manage product configuration"],
  ["connectivity", "Troubleshoot cloud connectivity"],
  ["diagnostic", "Troubleshoot product issues and collect diagnostics"],
  ["exclusion", "Manage antivirus exclusions"],
  ["health", "Display product health information"],
  ["help", "Display all available options for this tool"],
  ["threat", "Manage threats and configure threat handling policies"],
  ["version", "Display the product version"],
];

/** `mdatp` without a command. */
export const COMMAND_HELP = `Expected one of:\n${
  COMMANDS.map(([name, what]) => `  ${name.padEnd(30)}${what}\n`).join("")
}`;

/** `mdatp health --help`. */
export const HEALTH_HELP = [
  "Usage: mdatp health [ --details <section> ] [ --field <property> ] [ --output <format> ]",
  "  --field <property> : print only specified property",
  "  --output <format>  : either 'pretty' (human readable format, default), or 'json'",
  "  --details <section>  : display additional component health information",
  "",
].join("\n");

/** `mdatp config NAME` without a value. */
export function configUsage(name: string, values: readonly string[]): string {
  return `Configure ${name.replaceAll("-", " ")}:\n  --value arg           Accepted values: ${
    values.join(", ")
  }\n`;
}

const HOSTS = [
  "https://cdn.x.cp.wd.microsoft.com/ping",
  "https://eu-cdn.x.cp.wd.microsoft.com/ping",
  "https://x.cp.wd.microsoft.com/api/report",
  "https://v20.events.data.microsoft.com/ping",
];

/** `mdatp connectivity test`, all well. Nothing is connected to. */
export const CONNECTIVITY = HOSTS.map((host) => `Testing connection with ${host} ... [OK]\n`).join("");
