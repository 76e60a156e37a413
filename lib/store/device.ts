/**
 * What belongs to this browser and is never synced: who sits at it and since when, how it looks and speaks, which social
 * sites buttons are drawn into, what was handed over to them, and what a test moved its clock by.
 */
import type { CountersignDatabase } from './database';

export type DeviceKey =
  | 'actingMemberId'
  | 'appearance'
  | 'session'
  | 'clockOffsetMs'
  | 'sites'
  | 'siteHealth'
  | 'handOvers'
  | 'handedOverPosts';

export async function findDeviceValue(
  database: CountersignDatabase,
  key: DeviceKey,
): Promise<string | undefined> {
  return (await database.get('device', key))?.value;
}

export async function setDeviceValue(
  database: CountersignDatabase,
  key: DeviceKey,
  value: string,
): Promise<void> {
  await database.put('device', { id: key, value });
}
