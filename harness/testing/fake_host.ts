// A machine that a command may not touch: facts and a terminal, and a fault for everything that was not given.
import type { Host } from "../ports/host.ts";
import type { HostFacts } from "../ports/host_facts.ts";
import type { Terminal } from "../ports/terminal.ts";
import { FakeClock } from "./fake_clock.ts";

/** Facts of a Mac, in a pipe, as an ordinary user. */
const FAKE_FACTS: HostFacts = {
  platform: "darwin",
  osVersion: "26.0",
  hostName: "mac-1",
  homeFolder: "/Users/me",
  userId: 501,
  userName: "me",
  startedBy: null,
  isRoot: false,
  sudoCaller: null,
  isInteractive: false,
  colour: false,
  columns: undefined,
  isGithubStep: false,
  stepFiles: { summary: null, outputs: null },
  settings: {},
  configurationPlaces: [],
  workingFolder: "/Users/me",
  stateFolder: "/Users/me/Library/Application Support/bmverify",
};

/** A host, with what was said on it and what of it was touched without being there. */
export interface FakeHost {
  readonly host: Host;
  readonly out: () => string;
  readonly err: () => string;
  readonly questions: readonly string[];
  readonly touched: readonly string[];
}

/** What a fake host is given. */
interface FakeHostOptions {
  readonly facts?: Partial<HostFacts>;
  /** What the person answers; nobody is there unless the facts say so. */
  readonly answer?: boolean;
  readonly parts?: Partial<Host>;
}

/** Builds one. Whatever is used of it beyond facts, clock, terminal and the given parts throws, and is noted. */
export function createFakeHost({ facts = {}, answer = false, parts = {} }: FakeHostOptions = {}): FakeHost {
  const said = { out: "", err: "" };
  const questions: string[] = [];
  const touched: string[] = [];
  const terminal: Terminal = {
    write: (text) => void (said.out += text),
    writeError: (text) => void (said.err += text),
    writeFile: (text) => void (said.out += text),
    confirm: (question) => {
      questions.push(question);
      return Promise.resolve(answer);
    },
    waitForEnter: () => Promise.resolve(),
    startLiveLine: () => ({ finish: () => {} }),
  };
  const given: Partial<Host> = {
    facts: { ...FAKE_FACTS, ...facts },
    pid: 1,
    clock: new FakeClock(),
    terminal,
    randomId: () => "0a1b2c3d4e5f6a7b",
    ...parts,
  };
  const host = new Proxy(given, {
    get: (target, key) => {
      // A promise that resolves to the host asks whether it is one itself.
      if (key in target || key === "then") return Reflect.get(target, key);
      touched.push(String(key));
      throw new Error(`"${String(key)}" of the host was touched`);
    },
  }) as Host;
  return { host, out: () => said.out, err: () => said.err, questions, touched };
}
