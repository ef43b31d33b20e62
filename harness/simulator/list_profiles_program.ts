// Prints the catalogue of profiles as one line of JSON. A program, because nobody imports the simulator.
import { profileCatalogue } from "./profiles/profiles.ts";

if (import.meta.main) {
  await Deno.stdout.write(new TextEncoder().encode(`${JSON.stringify(profileCatalogue())}\n`));
}
