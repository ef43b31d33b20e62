// The shell of people on a Mac.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const MAC_ZSH: Assumption = {
  id: "mac-zsh",
  belief: "/bin/zsh is there, version 5",
  method: "/bin/zsh --version",
  source: "zsh is the default shell since macOS 10.15",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/bin/zsh", "--version"], (output) => /^zsh 5\.\S+/.exec(textOf(output))?.[0] ?? null),
};
