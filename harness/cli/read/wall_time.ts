// A time of the wall clock as a person gives it: copied from the list of detections or from `date`, or ISO 8601.
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { parseCtime } from "../../device/agent_time.ts";

/** A moment, as far as it is known. */
export interface WallTime {
  /** Milliseconds since 1970 in UTC; of local time, taken as if it were UTC, when no zone is given. */
  readonly epochMs: number;
  /** How far the zone that is given is ahead of UTC; null when none is given. */
  readonly utcOffsetMinutes: number | null;
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)\s?(Z|[+-]\d\d:?\d\d)?$/;
/** `date` writes the name of the zone into what `ctime` writes; names tell no offset. */
const ZONE_NAME = /^(\w{3} \w{3} {1,2}\d{1,2} \d\d:\d\d:\d\d) ([A-Z]{1,5})( \d{4})$/;

/** Reads `2025-08-26 11:26:40`, the same with a zone, or `Tue Aug 26 11:26:40 2025`. */
export function parseWallTime(text: string): WallTime {
  const plain = text.trim();
  const iso = ISO.exec(plain);
  const zone = iso?.[3];
  const local = iso === null ? parseCtime(plain.replace(ZONE_NAME, "$1$3")) : `${iso[1]}T${iso[2]}`;
  const asUtcMs = local === null ? NaN : Date.parse(`${local}Z`);
  const utcOffsetMinutes = zone === undefined ? null : offsetOf(zone);
  if (Number.isNaN(asUtcMs)) {
    throw new InvalidArgumentError('Give a time as "2025-08-26 11:26:40", with or without a zone behind it.');
  }
  return { epochMs: asUtcMs - (utcOffsetMinutes ?? 0) * 60_000, utcOffsetMinutes };
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}
