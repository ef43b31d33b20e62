// The two ways in which the agent prints local times, both without a zone.

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** C `ctime`: `Tue Aug 26 11:26:41 2025`, the day padded with a blank. */
export function ctime(time: Date): string {
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(":");
  const day = String(time.getDate()).padStart(2);
  return `${DAYS[time.getDay()]} ${MONTHS[time.getMonth()]} ${day} ${clock} ${time.getFullYear()}`;
}

/** `Jan 16, 2026 at 07:42:45 AM`. */
export function longDate(time: Date): string {
  const hour = time.getHours();
  const clock = [hour % 12 === 0 ? 12 : hour % 12, time.getMinutes(), time.getSeconds()].map(twoDigits).join(
    ":",
  );
  const day = `${MONTHS[time.getMonth()]} ${twoDigits(time.getDate())}, ${time.getFullYear()}`;
  return `${day} at ${clock} ${hour < 12 ? "AM" : "PM"}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
