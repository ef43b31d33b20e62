// What people paste that no parser reads: told by how it looks, with what to paste instead.

/** Continues "this is", and what to do. */
export interface NamedPaste {
  readonly title: string;
  readonly hint: string;
}

/** What is wanted of somebody whose paste nobody can tell. */
export const WANTED =
  'Paste the whole output of "mdatp health", "mdatp exclusion list" or "mdatp threat allowed list"';
const PROCESSES = 'Processes are read as "ps -Ao pid,time,rss,comm" prints them';

/** The first row that matches counts. */
const PASTES: readonly (NamedPaste & { readonly looks: RegExp })[] = [
  { looks: /<!doctype html|<html\b/i, title: "a web page", hint: WANTED },
  {
    looks: /<plist\b|<key>|"(?:antivirusEngine|cloudService|PayloadContent|PayloadType|@odata\.\w+)"/,
    title: "configuration, not an output",
    hint: '"bmverify profile lint FILE" reads it',
  },
  {
    looks: /^\s*\{\\rtf/,
    title: "rich text",
    hint: "Save it as plain text (TextEdit: Format > Make Plain Text)",
  },
  { looks: /^Processes: \d+ total/m, title: 'what "top" prints on macOS', hint: PROCESSES },
  {
    looks: /^\s*(?:●|\*)?\s*\S+\.service - |^\s*Loaded: loaded \(/m,
    title: "the state of a service (systemctl)",
    hint: PROCESSES,
  },
  {
    looks: /^Testing connection with \S+/m,
    title: 'the answer to "mdatp connectivity test"',
    hint: "Nothing here judges it: every line of it is to end in [OK]",
  },
  {
    looks: /^\s*ATTENTION\b[^\n]*\s*$/,
    title: "only the line above an answer",
    hint: 'Paste all that "mdatp health" prints',
  },
  {
    looks: /could not connect to the daemon/i,
    title: 'the agent\'s refusal, not a table: "Could not connect to the daemon"',
    hint: "Start the agent or restart the device, and ask again",
  },
  {
    looks:
      /^(?:AC|Battery) Power:|^Now drawing from|thermal (?:warning level|pressure)|CPU_Speed_Limit|thermalpressurelevel/m,
    title: "about power or heat of the machine",
    hint: "A run reads that itself, and keeps it in its record",
  },
  {
    looks: /^Top (?:initiator paths|syscall ids):/m,
    title: 'the answer to "mdatp diagnostic ebpf-statistics"',
    hint: '"mdatp diagnostic hot-event-sources" tells as much in a form that is read',
  },
  {
    looks: /"(?:clientEventCount|deadlineHistogram|ackAvgNs)"/,
    title: 'the answer to "mdatp diagnostic event-provider-statistics"',
    hint: '"mdatp diagnostic hot-event-sources" tells as much in a form that is read',
  },
  {
    looks: /^Affected items:|\bbehavior was blocked\b/m,
    title: "what the portal or the window of Defender shows",
    hint: 'Paste the output of "mdatp threat list"',
  },
  {
    looks: /^Diagnostic file created: /m,
    title: "where the agent put an archive",
    hint: "Unpack the archive and give a file from it",
  },
  {
    looks: /\[mdatp:\w+\]/,
    title: "a log of the agent",
    hint: WANTED,
  },
  {
    looks: /^\S*sh: (?:line \d+: )?(?:killed|Killed)\b|\bKilled: 9\b/m,
    title: "what a shell says of a program that was killed",
    hint: 'What the agent says of it is in the output of "mdatp threat list"',
  },
  {
    looks: /^(?:Usage: |Expected one of:|Allowed options)/m,
    title: "help of a command line",
    hint: WANTED,
  },
  { looks: /^\s*\|.*\|\s*\n\s*\|[\s:|-]+\|/, title: "a table of Markdown", hint: WANTED },
];

/** What a text is, null where nobody can tell. Only its start is looked at. */
export function namePasted(text: string): NamedPaste | null {
  const start = text.slice(0, 20_000);
  return PASTES.find(({ looks }) => looks.test(start)) ?? null;
}
