import { createContext } from 'preact';
import type { Room } from './route';
import type { WorkspaceNow } from './use-workspace';

/** A room as somebody finds it beside the page. */
export interface OfferedRoom {
  readonly room: Room;
  readonly name: string;
}

/**
 * Tells which rooms somebody is offered, in their order. Handed down by the page, because the list of rooms imports
 * every room: one that asks for the list would go round in a circle.
 */
export const OfferedRoomsContext = createContext<(workspace: WorkspaceNow) => readonly OfferedRoom[]>(
  () => [],
);
