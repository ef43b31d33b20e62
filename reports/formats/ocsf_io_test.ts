// Holds the events against the definitions of the schema, which stand beside the checkout (a development version:
// later than the one that the events name, and compatible with it).
import { assertEquals } from "@std/assert";
import { ocsfEvents } from "./ocsf.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";

const FOLDER = new URL("../../../shared/schemas/ocsf/", import.meta.url);

interface Attribute {
  readonly requirement?: string;
  readonly enum?: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly is_array?: boolean;
}

interface Definition {
  readonly extends?: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

async function read(name: string): Promise<Definition | null> {
  try {
    return JSON.parse(await Deno.readTextFile(new URL(`${name}.json`, FOLDER)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Stands for the attributes of a parent whose definition is not there: any name may be one of them. */
const UNKNOWN_PARENT: Readonly<Record<string, Attribute>> = { "*": {} };

/** All attributes of a class or object, those it inherits included. */
async function attributesOf(name: string): Promise<Readonly<Record<string, Attribute>> | null> {
  const definition = await read(name);
  if (definition === null) return null;
  const inherited = definition.extends === undefined
    ? {}
    : await attributesOf(definition.extends) ?? UNKNOWN_PARENT;
  const merged: Record<string, Attribute> = { ...inherited };
  for (const [key, attribute] of Object.entries(definition.attributes)) {
    merged[key] = { ...merged[key], ...attribute, enum: { ...merged[key]?.enum, ...attribute.enum } };
  }
  return merged;
}

const dictionary = await read("dictionary");
const name = dictionary === null
  ? "ocsf.ndjson holds against the schema (ignored: ../shared/schemas/ocsf is not there)"
  : "ocsf.ndjson has only attributes, types and values that the schema defines, and all that it requires";

Deno.test({ name, ignore: dictionary === null }, async () => {
  const classes = new Map([[2003, await attributesOf("compliance_finding")], [
    2004,
    await attributesOf("detection_finding"),
  ]]);
  for (const name of INVENTED_RUNS) {
    for (const event of ocsfEvents(inventedRecord(name))) {
      await check(event, classes.get(Number(event["class_uid"])) ?? {}, `${name} ${event["class_name"]}`);
    }
  }
});

async function check(
  value: object,
  attributes: Readonly<Record<string, Attribute>>,
  place: string,
): Promise<void> {
  for (const [key, attribute] of Object.entries(attributes)) {
    if (attribute.requirement === "required") assertEquals(key in value, true, `${place}.${key} is required`);
  }
  for (const [key, inner] of Object.entries(value)) {
    const attribute = attributes[key];
    assertEquals(
      attribute === undefined && !("*" in attributes),
      false,
      `${place}.${key} is not in the schema`,
    );
    const general = dictionary?.attributes[key];
    assertEquals(Array.isArray(inner), general?.is_array === true, `${place}.${key} is a list`);
    for (const item of Array.isArray(inner) ? inner : [inner]) {
      await checkItem(item, {
        key,
        attribute: { ...general, ...attribute, enum: { ...general?.enum, ...attribute?.enum } },
        place,
      });
    }
  }
}

interface Place {
  readonly key: string;
  readonly attribute: Attribute;
  readonly place: string;
}

async function checkItem(item: unknown, { key, attribute, place }: Place): Promise<void> {
  const at = `${place}.${key}`;
  if (/^(integer_t|long_t|timestamp_t)$/.test(attribute.type ?? "")) {
    assertEquals(Number.isInteger(item), true, at);
  }
  if (attribute.type === "boolean_t") assertEquals(typeof item, "boolean", at);
  if (/^(string_t|hostname_t|uuid_t)$/.test(attribute.type ?? "")) assertEquals(typeof item, "string", at);
  // These are computed by the schema's own compiler; ocsf_test.ts checks how they hang together.
  const values = /^(category|class|type)_uid$/.test(key) ? [] : Object.keys(attribute.enum ?? {});
  if (values.length > 0 && Number.isInteger(item)) {
    assertEquals(values.includes(String(item)), true, `${at} is ${item}`);
  }
  const inner = await attributesOf(attribute.type ?? "");
  if (inner !== null && typeof item === "object" && item !== null) await check(item, inner, at);
}
