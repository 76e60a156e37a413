import { afterEach, expect, test } from 'vitest';
import { createRoleEngine, ENGLISH, type MemberId } from '../roles';
import { lintWorkspace } from '../roles/lint/lint';
import { speak } from '../words/say';
import { roleWords, spokenCatalogue, spokenLintCatalogue } from './spoken-catalogue';

afterEach(() => speak('en', new Map()));

const facts: Parameters<typeof createRoleEngine>[0] = {
  roleModel: 'agency',
  settings: {
    separationOfDuties: false,
    ownPostsOnly: false,
    labelsInContext: false,
    teamLeadersManageLabels: true,
    requireTwoFactor: [],
  },
  members: [],
  accounts: [],
  teams: [],
  adAccounts: [],
  customRoles: [],
  approvalTemplates: [],
};

const reasonForStranger = () =>
  createRoleEngine(facts, 0, spokenCatalogue()).decide('olu' as MemberId, 'account.add', {
    type: 'workspace',
  }).reason;

test('the role engine refuses in the spoken language, and in English what has no translation', () => {
  expect(spokenCatalogue()).toBe(ENGLISH);
  const english = reasonForStranger();
  expect(english).toContain('is not a member of this workspace.');
  speak(
    'de',
    new Map([
      ['{actor} is not a member of this workspace.', '{actor} ist in diesem Arbeitsbereich kein Mitglied.'],
    ]),
  );
  expect(reasonForStranger()).toBe(
    english.replace('is not a member of this workspace.', 'ist in diesem Arbeitsbereich kein Mitglied.'),
  );
  expect(spokenCatalogue().sentences.suspended).toBe(ENGLISH.sentences.suspended);
  expect(spokenCatalogue()).toBe(spokenCatalogue());
});

test('every role has a word, and from right to left names keep their own direction', () => {
  speak('ar', new Map([['owner', 'مالك']]));
  const { roles, sentences } = spokenCatalogue();
  expect(roles).toMatchObject({ owner: 'مالك', contentCreator: 'content creator' });
  expect(sentences.ask).toBe('Ask \u2068{people}\u2069.');
});

test('a role is called as within a sentence, in the spoken language', () => {
  expect(roleWords('contentCreator')).toBe('content creator');
  speak('de', new Map([['content creator', 'Content Creator']]));
  expect(roleWords('contentCreator')).toBe('Content Creator');
});

test('the check of a workspace says what it finds in the spoken language', () => {
  const found = () => lintWorkspace(facts, 0, spokenLintCatalogue())[0]?.sentence;
  expect(found()).toBe('This workspace has no owner who can act, and it always needs one.');
  speak(
    'de',
    new Map([
      ['This workspace has no {role} who can act, and it always needs one.', 'Hier fehlt: {role}.'],
      ['owner', 'Inhaber'],
    ]),
  );
  expect(found()).toBe('Hier fehlt: Inhaber.');
});
