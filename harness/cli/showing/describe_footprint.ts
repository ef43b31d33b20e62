// `--dry-run`: the footprint of a run as text for a person. Nothing is started, read or written for it.
import type { Footprint, FootprintScript } from "../../run/footprint/footprint.ts";

/** The text. Lines of commands and files begin with two blanks, lines of scripts with six. */
export function describeFootprint(footprint: Footprint, remarks: readonly string[] = []): string {
  const { starts, asks, asksIfNeeded, changes, scripts, programs, removed, kept } = footprint;
  const sections = [
    section("start:", starts),
    section("ask the agent, once more in the other form where it does not answer this one:", asks),
    section("ask the agent, only where health does not show behavior monitoring:", asksIfNeeded),
    section("change a setting, only where it is not so already:", changes),
    section("run these scripts:", describeScripts(scripts)),
    section("run:", programs),
    section("write, and remove again:", removed),
    section("write and keep:", kept),
  ];
  const lines = ["Nothing is run and nothing is written. A run would", "", ...sections.flat(), ...remarks];
  return `${lines.join("\n").trimEnd()}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.flatMap(indent), ""];
}

/** A program may be a script of several lines. */
function indent(text: string): readonly string[] {
  return text.split("\n").map((line, index) => `${index === 0 ? "  " : "      "}${line}`);
}

function describeScripts(scripts: readonly FootprintScript[]): readonly string[] {
  return [...Map.groupBy(scripts, ({ why }) => why)].flatMap(([why, own]) => [
    why,
    ...own.flatMap(({ command, lines }) => [`  ${command}`, ...lines.map((line) => `    ${line}`)]),
  ]);
}
