import { beforeEach, describe, expect, it } from 'vitest';
import { UNDO_WINDOW_MS } from '../../lib/workspace/approval-plan';
import { sealOf } from '../../lib/workspace/seal';
import { type Agency, createExampleAgency, draft, memberId, postId, START_MS } from './example-agency';
import {
  createExampleEnterprise,
  onTeam,
  saveTemplate,
  step,
  teamId,
  templateId,
} from './example-enterprise';

const p1 = { postId: postId('p1') };

let enterprise: Agency;
beforeEach(async () => {
  enterprise = await createExampleEnterprise();
});

const save = (steps: Parameters<typeof saveTemplate>[3], team?: string, actor = 'amy') =>
  saveTemplate(enterprise, actor, 'f1', steps, team);
const problemsOfSaving = async (steps: Parameters<typeof saveTemplate>[3], team?: string) => {
  const template = { id: templateId('f1'), name: 'f1', steps, ...(team && { teamId: teamId(team) }) };
  return enterprise.refusal('amy', 'approvalTemplate.save', { template });
};
const F1: { approvalTemplateId?: string | null } = { approvalTemplateId: 'f1' };
const submit = (actor = 'cora', chosen = F1) => enterprise.run(actor, 'post.submit', { ...p1, ...chosen });
const refusalOfSubmitting = (actor = 'cora', template = 'f1') =>
  enterprise.refusal(actor, 'post.submit', { ...p1, approvalTemplateId: template });
const approve = (actor: string) =>
  enterprise.run(actor, 'post.approve', { ...p1, seal: sealOf(enterprise.post()) });
const refusalOfApproving = (actor: string) =>
  enterprise.refusal(actor, 'post.approve', { ...p1, seal: sealOf(enterprise.post()) });
const suspend = (member: string, suspended = true) =>
  enterprise.run('amy', 'member.edit', { memberId: memberId(member), suspended });
const awaiting = () => enterprise.post().awaitingMemberIds;
const events = (name: string) => enterprise.store.rows('events').filter((event) => event.name === name);

describe('without a template', () => {
  it('anyone who may approve there passes the one step', async () => {
    await draft(enterprise, 'cora');
    await submit('cora', {});
    expect(enterprise.post().plan?.steps).toMatchObject([{ name: 'approval', rule: 'any' }]);
    expect(awaiting()).toEqual(['amy', 'ed', 'edi', 'lea']);
    await approve('edi');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('an editor who asks for approval gets it asked, and one who publishes does not', async () => {
    await draft(enterprise, 'edi');
    expect(await submit('edi', {})).toEqual({ status: 'awaitingApproval' });
    await enterprise.run('edi', 'post.withdraw', p1);
    expect(await enterprise.run('edi', 'post.publish', p1)).toEqual({ status: 'scheduled' });
  });

  it('a content creator cannot publish past the step', async () => {
    await draft(enterprise, 'cora');
    expect(await enterprise.refusal('cora', 'post.publish', p1)).toMatch(/Cora/);
    expect(await enterprise.refusal('edi', 'post.publish', p1)).toMatch(/Send it for approval\.$/);
  });

  it('an edit of what an author sent alone asks nobody, while the author still may', async () => {
    await draft(enterprise, 'edi');
    await enterprise.run('edi', 'post.publish', p1);
    const { revision } = enterprise.post();
    await enterprise.run('edi', 'post.edit', { ...p1, revision, content: { text: 'New', media: [] } });
    expect(enterprise.post()).toMatchObject({ status: 'scheduled', text: 'New' });
  });

  it('a scheduled post asks again when its author may not publish there any more', async () => {
    await draft(enterprise, 'edi');
    await enterprise.run('edi', 'post.publish', p1);
    await enterprise.run('amy', 'member.edit', { memberId: memberId('edi'), role: 'contentCreator' });
    await enterprise.run('ed', 'post.edit', {
      ...p1,
      revision: enterprise.post().revision,
      content: { text: 'New', media: [] },
    });
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval' });
    expect(enterprise.post().notice).toMatch(/now need approval here/);
  });
});

describe('a template', () => {
  it('asks its steps in order, each of the people it names and of nobody else', async () => {
    await save([step('Legal', ['edi']), step('Boss', ['lea', 'amy'])], 't1');
    await draft(enterprise, 'cora');
    expect(await submit()).toEqual({ status: 'awaitingApproval' });
    expect(awaiting()).toEqual(['edi']);
    expect(await refusalOfApproving('ed')).toBe('The step “Legal” is for others to decide. Ask Edi.');
    expect(
      await enterprise.refusal('ed', 'post.decline', { ...p1, seal: sealOf(enterprise.post()), note: 'No' }),
    ).toMatch(/for others to decide/);
    await approve('edi');
    expect(awaiting()).toEqual(['amy', 'lea']);
    await approve('lea');
    expect(enterprise.post()).toMatchObject({ status: 'scheduled', wakeAtMs: START_MS + UNDO_WINDOW_MS });
    expect(events('post.submitted')[0]?.details).toEqual({ steps: 'Legal, Boss' });
  });

  it('is shown as the gates of sending before it is chosen', async () => {
    await save([step('Legal', ['edi']), step('Boss', ['amy'], 'all')]);
    await draft(enterprise, 'cora');
    const decision = await enterprise.ask('cora', 'post.submit', { ...p1, approvalTemplateId: 'f1' });
    expect(decision.gates?.map(({ name, approverIds }) => [name, approverIds])).toEqual([
      ['Legal', ['edi']],
      ['Boss', ['amy']],
    ]);
  });

  it('asks all of those it names, each once', async () => {
    await save([step('Both', ['edi', 'ed'], 'all')]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('edi');
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ed'] });
    expect(await refusalOfApproving('edi')).toMatch(/already/);
    await approve('ed');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('asks for a number of them', async () => {
    await save([step('Two', ['edi', 'ed', 'lea'], 2)]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('lea');
    expect(awaiting()).toEqual(['ed', 'edi']);
    await approve('ed');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('starts again after an edit, with its own steps', async () => {
    await save([step('Legal', ['edi']), step('Boss', ['amy'])]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('edi');
    await enterprise.run('ed', 'post.edit', {
      ...p1,
      revision: enterprise.post().revision,
      content: { text: 'Changed', media: [] },
    });
    expect(enterprise.post()).toMatchObject({ approvalTemplateId: 'f1', awaitingMemberIds: ['edi'] });
    expect(enterprise.post().plan?.steps.map(({ name, approvals }) => [name, approvals.length])).toEqual([
      ['Legal', 0],
      ['Boss', 0],
    ]);
  });

  it('starts again by its own steps also when it was removed since', async () => {
    await save([step('Legal', ['edi', 'ed']), step('Boss', ['amy'])]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('edi');
    await enterprise.run('amy', 'approvalTemplate.remove', { templateId: templateId('f1') });
    await enterprise.run('cora', 'post.edit', {
      ...p1,
      revision: enterprise.post().revision,
      content: { text: 'Changed', media: [] },
    });
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ed', 'edi'] });
    expect(enterprise.post().plan?.steps.map(({ name }) => name)).toEqual(['Legal', 'Boss']);
  });

  it('is asked once more, of all, when somebody who could have approved alone changes what all approved', async () => {
    await save([step('Both', ['edi', 'ed'], 'all')]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('edi');
    await approve('ed');
    expect(enterprise.post().status).toBe('scheduled');
    await enterprise.run('edi', 'post.edit', {
      ...p1,
      revision: enterprise.post().revision,
      content: { text: 'Changed', media: [] },
    });
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ed'] });
    await approve('ed');
    expect(enterprise.post()).toMatchObject({ status: 'scheduled' });
    expect(enterprise.post().plan?.seal).toBe(sealOf(enterprise.post()));
  });

  it('stays chosen for a post that was declined or taken back, until another is', async () => {
    await save([step('Legal', ['edi'])]);
    await draft(enterprise, 'cora');
    await submit();
    await enterprise.run('edi', 'post.decline', { ...p1, seal: sealOf(enterprise.post()), note: 'Shorter' });
    await submit('cora', {});
    expect(enterprise.post().plan?.steps.map(({ name }) => name)).toEqual(['Legal']);
    await enterprise.run('cora', 'post.withdraw', p1);
    await submit('cora', { approvalTemplateId: null });
    expect(enterprise.post()).not.toHaveProperty('approvalTemplateId');
    expect(enterprise.post().plan?.steps.map(({ name }) => name)).toEqual(['approval']);
  });

  it('is not copied with a post, and not asked of who publishes at once', async () => {
    await save([step('Legal', ['edi'])]);
    await draft(enterprise, 'ed');
    await submit('ed');
    await enterprise.run('ed', 'post.copy', { ...p1, newPostId: postId('p2') });
    expect(enterprise.post('p2')).not.toHaveProperty('approvalTemplateId');
    await enterprise.run('ed', 'post.withdraw', p1);
    expect(await enterprise.run('ed', 'post.publish', p1)).toEqual({ status: 'scheduled' });
    expect(enterprise.post()).not.toHaveProperty('approvalTemplateId');
  });

  it('is asked again for a failed post that was changed', async () => {
    await save([step('Legal', ['edi'])]);
    await draft(enterprise, 'cora');
    await submit();
    await approve('edi');
    enterprise.nowMs += UNDO_WINDOW_MS;
    const connection = { mode: 'owner', memberId: memberId('amy') } as const;
    await enterprise.run('system', 'post.arm', { ...p1, key: 'k', connection });
    await enterprise.run('system', 'post.recordFailure', {
      ...p1,
      reason: 'refused',
      words: 'no',
      remedy: '',
    });
    await enterprise.run('ed', 'post.edit', {
      ...p1,
      revision: enterprise.post().revision,
      content: { text: 'Changed', media: [] },
    });
    expect(await enterprise.run('ed', 'post.retry', p1)).toEqual({ status: 'awaitingApproval' });
    expect(enterprise.post().plan?.steps.map(({ name }) => name)).toEqual(['Legal']);
  });
});

describe('an approver who loses the right midway', () => {
  beforeEach(() => draft(enterprise, 'cora'));

  it('is not waited for where all are asked, and is again when it comes back', async () => {
    await save([step('All', ['edi', 'ed', 'lea'], 'all')]);
    await submit();
    await approve('edi');
    await suspend('ed');
    expect(awaiting()).toEqual(['lea']);
    await suspend('ed', false);
    expect(awaiting()).toEqual(['ed', 'lea']);
    await suspend('ed');
    await approve('lea');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('sends the post on its way when everybody else has approved', async () => {
    await save([step('All', ['edi', 'ed'], 'all')]);
    await submit();
    await approve('edi');
    await suspend('ed');
    expect(enterprise.post()).toMatchObject({ status: 'scheduled', wakeAtMs: START_MS + UNDO_WINDOW_MS });
    expect(events('post.approvalComplete')).toMatchObject([{ actorId: 'amy', postId: 'p1' }]);
    enterprise.nowMs += UNDO_WINDOW_MS;
    const connection = { mode: 'owner', memberId: memberId('amy') } as const;
    expect(await enterprise.run('system', 'post.arm', { ...p1, key: 'k', connection })).toEqual({
      armed: true,
    });
  });

  it('goes on to the next step when everybody else has approved', async () => {
    await save([step('All', ['edi', 'ed'], 'all'), step('Boss', ['amy'])]);
    await submit();
    await approve('edi');
    await suspend('ed');
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['amy'] });
  });

  it('keeps the approval that it gave while it could', async () => {
    await save([step('Two', ['edi', 'ed', 'lea'], 2)]);
    await submit();
    await approve('edi');
    await suspend('edi');
    expect(awaiting()).toEqual(['ed', 'lea']);
    await approve('ed');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('does not make fewer approvals enough where a number is asked, and the post says so', async () => {
    await save([step('Two', ['edi', 'ed'], 2)]);
    await submit();
    await approve('edi');
    await suspend('ed');
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: [] });
    expect(enterprise.post().notice).toMatch(/^Nobody can approve the step “Two” any more/);
    await suspend('ed', false);
    expect(enterprise.post()).not.toHaveProperty('notice');
    expect(awaiting()).toEqual(['ed']);
  });

  it('leaves a step that nobody passes when it was the only one, and the post says so', async () => {
    await save([step('Legal', ['edi'])]);
    await submit();
    await enterprise.run('amy', 'team.setMember', {
      memberId: memberId('edi'),
      ...onTeam('t1', { a1: 'viewOnly' }),
    });
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: [] });
    expect(enterprise.post().plan?.steps[0]).toMatchObject({ approverIds: [], namedApproverIds: ['edi'] });
    expect(enterprise.post().notice).toMatch(/Nobody can approve the step “Legal”/);
    await enterprise.run('cora', 'post.withdraw', p1);
    expect(await refusalOfSubmitting()).toMatch(
      /names Edi for the step “Legal”, who may not approve on this account/,
    );
  });

  it('leaves a step open when nobody is left of all who were asked, though some had approved', async () => {
    await save([step('All', ['edi', 'ed'], 'all')]);
    await submit();
    await approve('edi');
    await enterprise.run('amy', 'twoFactor.require', { role: 'editor', required: true });
    expect(enterprise.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: [] });
    expect(enterprise.post().notice).toMatch(/Nobody can approve the step “All”/);
  });

  it('is not replaced by somebody who was not named', async () => {
    await save([step('Legal', ['edi', 'ed'])]);
    await submit();
    await suspend('edi');
    await suspend('ed');
    expect(awaiting()).toEqual([]);
    expect(await refusalOfApproving('amy')).toMatch(/for others to decide/);
  });
});

describe('separation of duties', () => {
  beforeEach(async () => {
    await enterprise.run('amy', 'workspace.settings.edit', { separationOfDuties: true });
  });

  it('leaves the author out of a step that others can pass', async () => {
    await save([step('All', ['edi', 'ed'], 'all')]);
    await draft(enterprise, 'edi');
    await submit('edi');
    expect(awaiting()).toEqual(['ed']);
    expect(await refusalOfApproving('edi')).toMatch(/own/);
    await approve('ed');
    expect(enterprise.post().status).toBe('scheduled');
  });

  it('refuses a template that leaves a step to the author alone, or asks more than others can give', async () => {
    await save([step('Boss', ['amy']), step('Legal', ['edi'])]);
    await saveTemplate(enterprise, 'amy', 'f2', [step('Two', ['edi', 'ed'], 2)]);
    await draft(enterprise, 'edi');
    expect(await refusalOfSubmitting('edi')).toMatch(/leaves the step “Legal” to the author alone/);
    expect(await refusalOfSubmitting('edi', 'f2')).toMatch(
      /asks for 2 approvals in the step “Two”, and only 1 could be given/,
    );
    expect(enterprise.post().status).toBe('draft');
  });
});

describe('using a template is refused', () => {
  beforeEach(() => draft(enterprise, 'cora'));

  it('when it is gone', async () => {
    expect(await refusalOfSubmitting('cora', 'f9')).toBe(
      'The approval template that was chosen is not there any more. Choose another.',
    );
  });

  it('on an account that its team does not have', async () => {
    await save([step('Boss', ['amy'])], 't2');
    expect(await refusalOfSubmitting()).toMatch(/is the team APAC’s, and this account is not/);
  });

  it('for an author who is not on its team, administrators aside', async () => {
    await save([step('Boss', ['amy'])], 't2');
    await draft(enterprise, 'edi', 'p2', 'a2');
    const p2 = { postId: postId('p2'), approvalTemplateId: 'f1' };
    expect(await enterprise.refusal('edi', 'post.submit', p2)).toMatch(/Edi is not on it/);
    await draft(enterprise, 'cora', 'p3', 'a2');
    await enterprise.run('cora', 'post.submit', { ...p2, postId: postId('p3') });
    await draft(enterprise, 'amy', 'p4', 'a2');
    await enterprise.run('amy', 'post.submit', { ...p2, postId: postId('p4') });
  });

  it('when it names somebody who may not approve there any more, and says who', async () => {
    await save([step('Legal', ['edi', 'ed'])]);
    await suspend('ed');
    expect(await refusalOfSubmitting()).toMatch(/names Ed for the step “Legal”/);
  });

  it('in the agency model', async () => {
    const agency = await createExampleAgency();
    await draft(agency, 'edi');
    expect(await agency.refusal('edi', 'post.submit', { ...p1, approvalTemplateId: 'f1' })).toMatch(
      /not there any more/,
    );
    const template = { id: templateId('f1'), name: 'f1', steps: [step('Legal', ['ari'])] };
    expect(await agency.refusal('olu', 'approvalTemplate.save', { template })).not.toBe('');
  });
});

describe('saving a template is refused, by the path to the field', () => {
  it.each<[string, Parameters<typeof saveTemplate>[3], string | undefined, string]>([
    [
      'an unknown approver',
      [step('A', ['nobody'])],
      undefined,
      'template.steps[0].approverIds[0]: there is no such member',
    ],
    [
      'one named twice',
      [step('A', ['edi', 'edi'])],
      undefined,
      'template.steps[0].approverIds[1]: is named twice',
    ],
    [
      'one who may approve nowhere',
      [step('A', ['edi', 'mo'])],
      undefined,
      'template.steps[0].approverIds[1]: Mo may not approve on any account',
    ],
    [
      'one who may not approve on every account of the team',
      [step('A', ['cora', 'edi'])],
      't2',
      'template.steps[0].approverIds[0]: Cora may not approve on A2 (Bluesky), A3 (Bluesky); template.steps[0].approverIds[1]: Edi may not approve on A3 (Bluesky)',
    ],
    [
      'a number that is too large',
      [step('A', ['edi']), step('B', ['edi', 'ed'], 3)],
      undefined,
      'template.steps[1].rule: asks for 3 approvals, and names 2 who could give one',
    ],
    [
      'two steps of one name',
      [step('Legal', ['edi']), step(' legal', ['ed'])],
      undefined,
      'template.steps[1].name: another step has this name',
    ],
    ['a step without a name', [step(' ', ['edi'])], undefined, 'template.steps[0].name: must not be empty'],
    ['an unknown team', [step('A', ['edi'])], 't9', 'template.teamId: there is no such team'],
  ])('%s', async (_, steps, team, problem) => {
    expect(await problemsOfSaving(steps, team)).toBe(problem);
    expect(enterprise.store.rows('approvalTemplates')).toEqual([]);
  });

  it('two of one name', async () => {
    await save([step('A', ['edi'])]);
    const template = { id: templateId('f2'), name: 'F1', steps: [step('A', ['edi'])] };
    expect(await enterprise.refusal('amy', 'approvalTemplate.save', { template })).toBe(
      'template.name: another approval template has this name',
    );
  });

  it('a step without approvers, or no step', async () => {
    expect(await problemsOfSaving([])).toMatch(/^template\.steps: /);
    expect(await problemsOfSaving([step('A', [])])).toMatch(/^template\.steps\[0\]\.approverIds: /);
  });

  it('a suspended approver', async () => {
    await suspend('edi');
    expect(await problemsOfSaving([step('A', ['edi'])])).toMatch(/Edi may not approve/);
  });
});

describe('an approver who leaves the workspace', () => {
  const leave = { memberId: memberId('ed') };

  it('leaves the templates that others can pass, and not one that nobody could', async () => {
    await save([step('All', ['edi', 'ed'], 'all'), step('Any', ['ed', 'lea', 'edi'], 2)]);
    await saveTemplate(enterprise, 'amy', 'f2', [step('Legal', ['ed'])]);
    expect(await enterprise.refusal('amy', 'member.remove', leave)).toBe(
      'The step “Legal” of the approval template “f2” cannot be passed without Ed. Name somebody else there first.',
    );
    expect(enterprise.store.rows('approvalTemplates')[0]?.steps[0]?.approverIds).toEqual(['edi', 'ed']);
    await saveTemplate(enterprise, 'amy', 'f2', [step('Legal', ['ed', 'edi'], 2)]);
    expect(await enterprise.refusal('amy', 'member.remove', leave)).toMatch(/cannot be passed without Ed/);
    await enterprise.run('amy', 'approvalTemplate.remove', { templateId: templateId('f2') });
    await enterprise.run('amy', 'member.remove', leave);
    expect(
      enterprise.store.rows('approvalTemplates').flatMap(({ steps }) => steps.map((one) => one.approverIds)),
    ).toEqual([['edi'], ['lea', 'edi']]);
  });

  it('is not waited for by a post that was sent before', async () => {
    await save([step('All', ['edi', 'ed'], 'all')]);
    await draft(enterprise, 'cora');
    await submit();
    await enterprise.run('amy', 'member.remove', leave);
    expect(awaiting()).toEqual(['edi']);
    await approve('edi');
    expect(enterprise.post().status).toBe('scheduled');
  });
});

describe('templates are for', () => {
  it('team leaders of the team, and administrators', async () => {
    await save([step('A', ['edi'])], 't1', 'lea');
    const other = { id: templateId('f1'), name: 'f1', teamId: teamId('t2'), steps: [step('A', ['amy'])] };
    expect(await enterprise.refusal('lea', 'approvalTemplate.save', { template: other })).toMatch(/Lea/);
    // Who moves a template to another team must be allowed to change it where it was.
    expect(await enterprise.refusal('vic', 'approvalTemplate.save', { template: other })).toMatch(/Vic/);
    await enterprise.run('amy', 'approvalTemplate.save', { template: other });
    expect(
      await enterprise.refusal('lea', 'approvalTemplate.remove', { templateId: templateId('f1') }),
    ).toMatch(/Lea/);
    await enterprise.run('vic', 'approvalTemplate.remove', { templateId: templateId('f1') });
    expect(
      await enterprise.refusal('vic', 'approvalTemplate.remove', { templateId: templateId('f1') }),
    ).toMatch(/not in the workspace any more/);
  });

  it('nobody else', async () => {
    const template = { id: templateId('f1'), name: 'f1', teamId: teamId('t1'), steps: [step('A', ['edi'])] };
    for (const actor of ['edi', 'cora', 'mo'])
      expect(await enterprise.refusal(actor, 'approvalTemplate.save', { template })).not.toBe('');
  });

  it('teams: they go when their team does', async () => {
    await save([step('A', ['amy'])], 't2');
    await enterprise.run('amy', 'team.setMember', { memberId: memberId('vic'), ...onTeam('t1') });
    await enterprise.run('amy', 'team.remove', { teamId: teamId('t2') });
    expect(enterprise.store.rows('approvalTemplates')).toEqual([]);
    expect(events('approvalTemplate.removed')).toMatchObject([{ details: { name: 'f1', with: 'APAC' } }]);
  });
});
