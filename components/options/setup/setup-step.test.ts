import { describe, expect, test } from 'vitest';
import type { TeamId } from '../../../lib/roles';
import { toAddMemberArgs } from '../members/member-draft';
import { answersFor, memberWith, northwind } from '../test-workspace';
import { readyMembers } from './ready-members';
import { SETUP_FINISHED, stepToResume } from './setup-step';

const olu = memberWith({ id: 'olu', role: 'owner' });
const edda = memberWith({ id: 'edda', role: 'editor' });
const EMEA = 'emea' as TeamId;
const nobody = { people: [], accounts: [], awaitingCount: 0 };

describe('coming back to the first run', () => {
  test('without a workspace it begins at the beginning, whatever is remembered', () => {
    expect(stepToResume(nobody, undefined)).toBe('workspace');
    expect(stepToResume(nobody, SETUP_FINISHED)).toBe('workspace');
  });

  test('the owner goes on where they were', () => {
    expect(stepToResume(answersFor([olu], []).session, 'members')).toBe('members');
  });

  test('so does the administrator of the enterprise model', () => {
    const amy = memberWith({ id: 'amy', role: 'administrator' });
    expect(stepToResume(answersFor([amy], []).session, 'members')).toBe('members');
    expect(stepToResume(answersFor([amy], []).session, undefined)).toBe('account');
  });

  test('it is over once the last step was seen', () => {
    expect(stepToResume(answersFor([olu], []).session, SETUP_FINISHED)).toBeUndefined();
  });

  test('what was forgotten is read off the workspace', () => {
    expect(stepToResume(answersFor([olu], []).session, undefined)).toBe('account');
    expect(stepToResume(answersFor([olu, edda], [northwind]).session, undefined)).toBeUndefined();
    expect(stepToResume(answersFor([olu], []).session, 'nonsense')).toBe('account');
  });

  test('nobody else is sent into it', () => {
    expect(stepToResume(answersFor([edda, olu], []).session, 'members')).toBeUndefined();
  });
});

describe('the forms that are ready', () => {
  const agency = { model: 'agency', accounts: [northwind], teams: [] } as const;

  test('are an editor and a client', () => {
    expect(readyMembers([olu], agency).map(({ draft }) => draft.role)).toEqual(['editor', 'client']);
  });

  test('are of the enterprise model an editor and a content creator, on the only team', () => {
    const enterprise = { model: 'enterprise', accounts: [northwind], teams: [{ id: EMEA }] } as const;
    const ready = readyMembers([olu], enterprise).map(({ draft }) => draft);
    expect(ready.map(({ role }) => role)).toEqual(['editor', 'contentCreator']);
    expect(ready.map((draft) => toAddMemberArgs(draft, 'new').teams)).toEqual([
      [{ teamId: EMEA, accountRoles: {} }],
      [{ teamId: EMEA, accountRoles: {} }],
    ]);
    expect(ready.flatMap(({ assignments }) => assignments)).toEqual([]);
  });

  test('are not offered again for those who were added before', () => {
    expect(readyMembers([olu, edda], agency).map(({ draft }) => draft.role)).toEqual(['client']);
  });
});
