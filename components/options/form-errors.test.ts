import { describe, expect, test } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import { placeErrors } from './form-errors';

const LABELS = { name: 'Workspace name', password: 'App password' };

describe('placing what was refused', () => {
  test("a problem stands beside its field, as a sentence with the field's label", () => {
    const error = new MessageFailed({
      kind: 'invalid',
      problems: [{ field: 'name', reason: 'must not be empty' }],
    });
    expect(placeErrors(error, LABELS)).toEqual({ fields: { name: 'Workspace name must not be empty.' } });
  });

  test('a problem of a field that the form does not show is said for the whole form', () => {
    const problems = [
      { field: 'name', reason: 'must not be empty' },
      { field: 'accounts[0].approves', reason: 'only clients pass the client gate' },
    ];
    expect(placeErrors(new MessageFailed({ kind: 'invalid', problems }), LABELS)).toEqual({
      fields: { name: 'Workspace name must not be empty.' },
      form: { reason: 'Only clients pass the client gate.', remedy: '' },
    });
  });

  test("a network's words stand beside the field that they are about", () => {
    const error = new MessageFailed({
      kind: 'network',
      reason: 'Invalid identifier or password',
      remedy: 'Make a new one.',
      field: 'password',
    });
    expect(placeErrors(error, LABELS).fields).toEqual({
      password: 'Invalid identifier or password. Make a new one.',
    });
  });

  test("a network's words keep their case", () => {
    const reason = 'localhost:1 could not be reached';
    const error = new MessageFailed({ kind: 'network', reason, remedy: '', field: 'password' });
    expect(placeErrors(error, LABELS).fields).toEqual({ password: `${reason}.` });
  });

  test("a network's words without a field of the form are said for the whole form", () => {
    const error = new MessageFailed({ kind: 'network', reason: 'Gone.', remedy: 'Wait.', field: 'toString' });
    expect(placeErrors(error, LABELS)).toMatchObject({
      fields: {},
      form: { reason: 'Gone.', remedy: 'Wait.' },
    });
  });

  test("the role engine's refusal is said with its remedy", () => {
    const rule = { table: 'agency', row: 'member.add', decidedBy: 'editor' } as const;
    const decision = {
      allowed: false,
      reason: 'Editors do not add editors.',
      rule,
      remedy: 'Ask Olu (owner).',
    };
    expect(placeErrors(new MessageFailed({ kind: 'notAllowed', decision }), LABELS).form).toMatchObject({
      reason: 'Editors do not add editors.',
      remedy: 'Ask Olu (owner).',
    });
  });

  test('an error of our own page is not shown word by word', () => {
    expect(JSON.stringify(placeErrors(new Error('password was hunter2'), LABELS))).not.toContain('hunter2');
  });
});
