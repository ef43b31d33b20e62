// Mutations of a good profile, for the tests: one key dropped, moved, renamed, or its value given another type.
import type { ProfileRequest } from "../profile/write/generate_profile.ts";
import type { DictEntry, DictNode, ProfileNode } from "../profile/words/profile_node.ts";
import { toProfileNode } from "../profile/write/write_plist_xml.ts";

interface Place {
  readonly dict: DictNode;
  readonly entry: DictEntry;
  /** Keys that lead to the entry, itself last. */
  readonly path: readonly string[];
}

function placesIn(node: ProfileNode, path: readonly string[] = []): readonly Place[] {
  if (node.kind === "array") return node.items.flatMap((item) => placesIn(item, [...path, "[]"]));
  if (node.kind !== "dict") return [];
  return node.entries.flatMap((entry) => [
    { dict: node, entry, path: [...path, entry.key] },
    ...placesIn(entry.value, [...path, entry.key]),
  ]);
}

/** The tree with one dictionary's entries replaced. */
function withEntries(node: ProfileNode, dict: DictNode, entries: readonly DictEntry[]): ProfileNode {
  if (node === dict) return { ...dict, entries };
  if (node.kind === "array") {
    return {
      ...node,
      items: node.items.map((item) => withEntries(item, dict, entries)),
    };
  }
  if (node.kind !== "dict") return node;
  return {
    ...node,
    entries: node.entries.map((entry) => ({ ...entry, value: withEntries(entry.value, dict, entries) })),
  };
}

/** Leaving one of these out gives another good profile: it sets less, and says so. */
const OPTIONAL: ReadonlySet<string> = new Set([
  "cloudService",
  "tamperProtection",
  "antivirusEngine.enforcementLevel",
  "features.behaviorMonitoringConfigurations",
]);

function isOptional({ path }: Place, request: ProfileRequest): boolean {
  const name = path.slice(path.lastIndexOf("[]") + 1).join(".");
  // On Linux the level is what makes behavior monitoring work.
  if (request.tool === "linux" && name === "antivirusEngine.enforcementLevel") {
    return request.behaviorMonitoring === "disabled";
  }
  // JSON for Linux without the switch itself still sets the level; the finding is for information.
  return OPTIONAL.has(name);
}

const typed = (text: string) => toProfileNode(text);

function retyped(node: ProfileNode): readonly ProfileNode[] {
  switch (node.kind) {
    case "string":
      return [
        toProfileNode(true),
        toProfileNode(1),
        toProfileNode([node.value]),
        toProfileNode({ value: node.value }),
      ];
    case "boolean":
      return [typed(String(node.value)), toProfileNode(node.value ? 1 : 0)];
    case "dict":
      return [typed("enabled"), { kind: "array", span: node.span, items: [node] }];
    case "array":
      return [typed("enabled"), node.items[0] ?? typed("")];
    default:
      return [typed("1"), toProfileNode(true)];
  }
}

/** Kinds of mutation. */
export type Mutation = "drop" | "move" | "retype" | "rename";

/** A mutated tree, or null when this mutation is none here. */
export function mutate(
  root: DictNode,
  request: ProfileRequest,
  choice: { readonly kind: Mutation; readonly at: number; readonly to: number },
): ProfileNode | null {
  const places = placesIn(root);
  const place = places[choice.at % places.length];
  if (place === undefined) return null;
  const { dict, entry } = place;
  const others = dict.entries.filter((other) => other !== entry);
  const swap = (replacement: DictEntry) =>
    withEntries(root, dict, dict.entries.map((other) => other === entry ? replacement : other));
  switch (choice.kind) {
    case "drop":
      return isOptional(place, request) ? null : withEntries(root, dict, others);
    case "retype": {
      const values = retyped(entry.value);
      return swap({ ...entry, value: values[choice.to % values.length] ?? entry.value });
    }
    case "rename": {
      const at = choice.to % entry.key.length;
      const letter = entry.key[at] === "x" ? "y" : "x";
      return swap({ ...entry, key: entry.key.slice(0, at) + letter + entry.key.slice(at + 1) });
    }
    case "move": {
      const inside = new Set(placesIn(entry.value).map(({ dict: inner }) => inner));
      const targets = [
        root,
        ...places.flatMap(({ entry: { value } }) => value.kind === "dict" ? [value] : []),
      ]
        .filter((target) => target !== dict && target !== entry.value && !inside.has(target));
      const target = targets[choice.to % Math.max(1, targets.length)];
      return target === undefined ? null : moved(root, { dict, entry, target });
    }
  }
}

function moved(
  node: ProfileNode,
  move: { readonly dict: DictNode; readonly entry: DictEntry; readonly target: DictNode },
): ProfileNode {
  if (node.kind === "array") return { ...node, items: node.items.map((item) => moved(item, move)) };
  if (node.kind !== "dict") return node;
  const kept = node === move.dict ? node.entries.filter((entry) => entry !== move.entry) : node.entries;
  const entries = kept.map((entry) => ({ ...entry, value: moved(entry.value, move) }));
  return { ...node, entries: node === move.target ? [...entries, move.entry] : entries };
}
