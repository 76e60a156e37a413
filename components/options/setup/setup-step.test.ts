import { describe, expect, test } from 'vitest';
import { answersFor, memberWith, northwind } from '../test-workspace';
import { readyMembers } from './ready-members';
import { SETUP_FINISHED, stepToResume } from './setup-step';

const olu = memberWith({ id: 'olu', role: 'owner' });
const edda = memberWith({ id: 'edda', role: 'editor' });
const nobody = { people: [], accounts: [], awaitingCount: 0 };

describe('coming back to the first run', () => {
  test('without a workspace it begins at the beginning, whatever is remembered', () => {
    expect(stepToResume(nobody, undefined)).toBe('workspace');
    expect(stepToResume(nobody, SETUP_FINISHED)).toBe('workspace');
  });

  test('the owner goes on where they were', () => {
    expect(stepToResume(answersFor([olu], []).session, 'people')).toBe('people');
  });

  test('it is over once the last step was seen', () => {
    expect(stepToResume(answersFor([olu], []).session, SETUP_FINISHED)).toBeUndefined();
  });

  test('what was forgotten is read off the workspace', () => {
    expect(stepToResume(answersFor([olu], []).session, undefined)).toBe('account');
    expect(stepToResume(answersFor([olu, edda], [northwind]).session, undefined)).toBeUndefined();
    expect(stepToResume(answersFor([olu], []).session, 'nonsense')).toBe('account');
  });

  test('nobody but an owner is sent into it', () => {
    expect(stepToResume(answersFor([edda, olu], []).session, 'people')).toBeUndefined();
  });
});

describe('the forms that are ready', () => {
  test('are an editor and a client', () => {
    expect(readyMembers([olu], [northwind]).map(({ draft }) => draft.role)).toEqual(['editor', 'client']);
  });

  test('are not offered again for those who were added before', () => {
    expect(readyMembers([olu, edda], [northwind]).map(({ draft }) => draft.role)).toEqual(['client']);
  });
});
