// Finds Prometheus' own checker for the test of the metrics, or unpacks Debian's without installing its service.
import { aptGet, isDebianRoot, isPresent } from "./debian_packages.ts";

const UNPACKED = "/var/tmp/bmverify-promtool";
const PLACES = [
  "/usr/bin/promtool",
  "/usr/local/bin/promtool",
  "/opt/homebrew/bin/promtool",
  `${UNPACKED}/usr/bin/promtool`,
];

/** Path of `promtool`; null where there is none and none can be had. */
export async function findPromtool(): Promise<string | null> {
  const present = await firstPresent();
  if (present !== null || !await isDebianRoot()) return present;
  await Deno.mkdir(UNPACKED, { recursive: true });
  await aptGet(["update"]);
  await aptGet(["-o", "APT::Sandbox::User=root", "download", "prometheus"], UNPACKED);
  for await (const { name } of Deno.readDir(UNPACKED)) {
    if (name.endsWith(".deb")) await unpack(`${UNPACKED}/${name}`);
  }
  return await firstPresent();
}

async function firstPresent(): Promise<string | null> {
  for (const path of PLACES) if (await isPresent(path)) return path;
  return null;
}

async function unpack(archive: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("dpkg", { args: ["-x", archive, UNPACKED] }).output();
  if (!success) throw new Error(`Cannot unpack "${archive}": ${new TextDecoder().decode(stderr)}`);
  await Deno.remove(archive);
}
