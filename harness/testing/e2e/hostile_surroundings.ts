// A working folder and an environment that run code of others in, or lead to others, whatever program believes them.

const VARIABLES: Readonly<Record<string, string>> = {
  BASH_ENV: "FOLDER/run.sh",
  ENV: "FOLDER/run.sh",
  "BASH_FUNC_env%%": "() { : >FOLDER/harm; }",
  "BASH_FUNC_echo%%": "() { : >FOLDER/harm; }",
  SHELLOPTS: "xtrace",
  BASHOPTS: "extdebug",
  PS4: "$(: >FOLDER/harm)",
  PROMPT_COMMAND: ": >FOLDER/harm",
  IFS: "e",
  CDPATH: "FOLDER",
  ZX_PREFIX: ": >FOLDER/harm; ",
  ZX_POSTFIX: "; : >FOLDER/harm",
  ZX_SHELL: "FOLDER/bin/bash",
  ZX_PREFER_LOCAL: "FOLDER",
  NODE_OPTIONS: "--require=FOLDER/run.js",
  NODE_PATH: "FOLDER/node_modules",
  DENO_AUTH_TOKENS: "secret@localhost",
  DENO_V8_FLAGS: "--stack-size=2000",
  HTTPS_PROXY: "http://localhost:1",
  http_proxy: "http://localhost:1",
  ALL_PROXY: "http://localhost:1",
  SSH_AUTH_SOCK: "FOLDER/socket",
  GIT_CONFIG_GLOBAL: "FOLDER/run.sh",
  PYTHONSTARTUP: "FOLDER/run.py",
  LC_ALL: "de_DE.UTF-8",
};
const PROGRAMS = ["bash", "sh", "env", "ls", "ps", "rm", "sleep", "which", "tail", "mktemp", "uname", "kill"];
const PACKAGES = ["commander", "chalk", "zx", "zod", "@commander-js/extra-typings"];

/** What was laid out, and how to know whether anybody believed it. */
export interface HostileSurroundings {
  readonly env: Readonly<Record<string, string>>;
  /** Whether any of it was run. */
  readonly hasHarmed: () => Promise<boolean>;
}

/** Lays it all out in a folder. Programs stand before those of the system in its PATH; all else is beside them. */
export async function makeHostileSurroundings(folder: string): Promise<HostileSurroundings> {
  const harm = `: >"${folder}/harm"\n`;
  const harmfulModule = `Deno.writeTextFileSync(${JSON.stringify(`${folder}/harm`)}, "");`;
  const write = (name: string, text: string): Promise<void> => Deno.writeTextFile(`${folder}/${name}`, text);
  await Deno.mkdir(`${folder}/bin`);
  for (const name of PROGRAMS) {
    await Deno.writeTextFile(`${folder}/bin/${name}`, `#!/bin/sh\n${harm}exit 9\n`, { mode: 0o755 });
  }
  for (const name of ["run.sh", ".bashrc", ".profile", ".env"]) await write(name, harm);
  for (const name of ["run.js", "run.py"]) await write(name, harmfulModule);
  for (const name of PACKAGES) {
    await Deno.mkdir(`${folder}/node_modules/${name}`, { recursive: true });
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: "99.0.0", main: "index.js" }),
    );
    await write(`node_modules/${name}/index.js`, harmfulModule);
  }
  const imports = Object.fromEntries(PACKAGES.map((name) => [name, "./run.js"]));
  await write("deno.json", JSON.stringify({ imports, nodeModulesDir: "manual", tasks: { verify: "false" } }));
  await write("package.json", JSON.stringify({ dependencies: { commander: "99.0.0" } }));
  await write("deno.lock", "no lock");
  await write(".npmrc", "registry=http://localhost:1\n");
  const given = Object.entries(VARIABLES).map(([name, value]) => [name, value.replaceAll("FOLDER", folder)]);
  return {
    env: { ...Object.fromEntries(given), PATH: `${folder}/bin:${Deno.env.get("PATH") ?? ""}` },
    hasHarmed: () => Deno.lstat(`${folder}/harm`).then(() => true, () => false),
  };
}
