// The shape of what a record says of the device: which machine, which agent with which programs, and who ran it.
import { z } from "zod";

/** The device of a run. */
export const deviceSchema = z.object({
  platform: z.enum(["darwin", "linux"]),
  platformAssumed: z.boolean().describe("True when --platform named it, false when the system told"),
  osVersion: z.string().nullable(),
  hostName: z.string().nullable(),
  agentPath: z.string(),
  triggerFolder: z.string(),
  profile: z.string().nullable().describe("Profile of a simulated device"),
  appVersion: z.string().nullable(),
  engineVersion: z.string().nullable(),
  releaseRing: z.string().nullable(),
  orgId: z.string().nullable(),
  machineGuid: z.string().nullable(),
  edrMachineId: z.string().nullable(),
  definitionsStatus: z.string().nullable(),
  tamperProtection: z.string().nullable(),
  hardwareModel: z.string().nullable().default(null).describe("Mac15,12; null when it could not be told"),
  definitionsVersion: z.string().nullable().default(null).describe("1.389.10.0"),
  osBuild: z.string().nullable().default(null).describe("24G720"),
  chip: z.string().nullable().default(null).describe("Apple M3 Pro"),
  cores: z.array(z.object({ kind: z.string(), count: z.number().int().positive() })).default([])
    .describe("By kind, fastest first; empty when they could not be counted"),
  memoryBytes: z.number().nullable().default(null),
  user: z.object({
    id: z.number().int().nullable(),
    name: z.string().nullable(),
    startedBy: z.string().nullable().describe("Who called sudo, when somebody did"),
  }).nullable().default(null),
  programs: z.array(z.object({
    path: z.string(),
    realPath: z.string().nullable().describe("Behind links"),
    sha256: z.string().nullable().describe("Null when it could not be read"),
    signature: z.object({
      identifier: z.string().nullable(),
      teamId: z.string().nullable(),
      isVendors: z.boolean().describe("Whole, and of the vendor's team UBF8T346G9"),
    }).nullable().describe("Asked for on macOS only"),
  })).default([]).describe("The agent's command line, then the programs of its daemons that ran"),
  chosenBy: z.object({
    device: z.string().optional(),
    mdatp: z.string().optional(),
    platform: z.string().optional(),
    state: z.string().optional(),
    out: z.string().optional(),
    sudo: z.boolean().optional(),
  }).default({}).describe("Options that mean this device again, as the run was given them"),
});
