/** The workspace's labels, with every post that carries them, and saved texts. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Identifier } from '../../lib/roles';
import { type Agency, accountId, createExampleAgency } from './example-agency';
import { createExampleEnterprise } from './example-enterprise';

let enterprise: Agency;
beforeEach(async () => {
  enterprise = await createExampleEnterprise();
});

const textId = (id: string) => Identifier.parse(id);
const names = () =>
  enterprise.store
    .rows('labels')
    .map(({ name }) => name)
    .sort();
const onPosts = () =>
  enterprise.store.rows('sitePosts').map(({ url, labels }) => [url.split('/').at(-1), ...labels]);
const label = (url: string, ...labels: string[]) =>
  Promise.all(
    labels.map((each) =>
      enterprise.run('amy', 'engage.label', {
        accountId: accountId('a1'),
        url: `https://bsky.app/profile/a1.test/post/${url}`,
        label: each,
        isOn: true,
      }),
    ),
  );

describe('labels', () => {
  it('are made once, in whatever capitals', async () => {
    await enterprise.run('amy', 'label.create', { name: ' Press ' });
    expect(await enterprise.refusal('amy', 'label.create', { name: 'press' })).toMatch(/“Press” already/);
    expect(names()).toEqual(['Press']);
  });

  it('are renamed on every post that carries them, in another’s place never', async () => {
    await label('one', 'press', 'urgent');
    await label('two', 'press');
    await label('three', 'urgent');
    expect(await enterprise.run('amy', 'label.rename', { label: 'press', name: 'Media' })).toEqual({
      posts: 2,
    });
    expect(names()).toEqual(['Media', 'urgent']);
    expect(onPosts().sort()).toEqual([
      ['one', 'Media', 'urgent'],
      ['three', 'urgent'],
      ['two', 'Media'],
    ]);
    expect(await enterprise.refusal('amy', 'label.rename', { label: 'Media', name: 'URGENT' })).toMatch(
      /merge the two/,
    );
    expect(await enterprise.refusal('amy', 'label.rename', { label: 'press', name: 'x' })).toMatch(
      /no label “press” any more/,
    );
    // Another spelling of itself is no other label.
    await enterprise.run('amy', 'label.rename', { label: 'Media', name: 'media' });
    expect(names()).toEqual(['media', 'urgent']);
  });

  it('are merged: no post has one twice, and one is gone', async () => {
    await label('one', 'press', 'urgent', 'media');
    await label('two', 'press');
    expect(await enterprise.run('amy', 'label.merge', { label: 'press', into: 'media' })).toEqual({
      posts: 2,
    });
    expect(names()).toEqual(['media', 'urgent']);
    expect(onPosts().sort()).toEqual([
      ['one', 'media', 'urgent'],
      ['two', 'media'],
    ]);
    expect(await enterprise.refusal('amy', 'label.merge', { label: 'media', into: 'media' })).toMatch(
      /choose another/,
    );
  });

  it('are taken off every post when they are deleted', async () => {
    await label('one', 'press', 'urgent');
    expect(await enterprise.run('amy', 'label.delete', { label: 'press' })).toEqual({ posts: 1 });
    expect(names()).toEqual(['urgent']);
    expect(onPosts()).toEqual([['one', 'urgent']]);
    const [last] = enterprise.store.rows('events').slice(-1);
    expect(last).toMatchObject({ name: 'label.deleted', details: { label: 'press', posts: 1 } });
  });

  it('are named by their words, also where no record keeps them', async () => {
    await label('one', 'press');
    const [kept] = enterprise.store.rows('labels');
    await enterprise.store.transact((tx) => tx.remove('labels', kept?.id ?? ''));
    await enterprise.run('amy', 'label.rename', { label: 'press', name: 'media' });
    expect([names(), onPosts()]).toEqual([['media'], [['one', 'media']]]);
  });

  it('are the administrator’s, and a team leader’s while the setting is on; deleting never is', async () => {
    await enterprise.run('lea', 'label.create', { name: 'press' });
    await enterprise.run('lea', 'label.rename', { label: 'press', name: 'media' });
    for (const [name, args] of [
      ['label.delete', { label: 'media' }],
      ['label.merge', { label: 'media', into: 'media' }],
    ] as const)
      expect(await enterprise.refusal('lea', name, args)).toMatch(/delete labels/);
    await enterprise.run('amy', 'workspace.settings.edit', { teamLeadersManageLabels: false });
    expect(await enterprise.refusal('lea', 'label.create', { name: 'urgent' })).toMatch(/create labels/);
    expect(await enterprise.refusal('edi', 'label.rename', { label: 'media', name: 'x' })).toMatch(
      /edit labels/,
    );
  });

  it('are nobody’s in the agency model, whose table has no row for them', async () => {
    const agency = await createExampleAgency();
    expect(await agency.refusal('olu', 'label.create', { name: 'press' })).toMatch(/knows no action/);
  });
});

describe('saved texts', () => {
  const save = (actor: string, id: string, name: string, text = 'We are open.') =>
    ({ textId: textId(id), name, text, actor }) as const;
  const texts = (agency: Agency) =>
    agency.store.rows('texts').map(({ id, name, addedBy }) => [id, name, addedBy]);

  it('are saved by whoever writes posts, and changed by their maker', async () => {
    const agency = await createExampleAgency();
    const { actor, ...hours } = save('edi', 't1', 'Opening hours');
    await agency.run(actor, 'text.save', hours);
    await agency.run(actor, 'text.save', { ...hours, name: 'Hours' });
    expect(texts(agency)).toEqual([['t1', 'Hours', 'edi']]);
    await agency.run(actor, 'text.delete', { textId: hours.textId });
    expect(texts(agency)).toEqual([]);
    expect(await agency.refusal(actor, 'text.delete', { textId: hours.textId })).toMatch(
      /not there any more/,
    );
  });

  it('of others are changed by those who edit the settings alone, and stay their maker’s', async () => {
    const agency = await createExampleAgency();
    await agency.run('edi', 'text.save', { textId: textId('t1'), name: 'Hours', text: 'Open.' });
    for (const other of ['flo', 'ari'])
      expect(
        await agency.refusal(other, 'text.save', { textId: textId('t1'), name: 'Mine', text: 'x' }),
      ).toMatch(/is Edi’s text.*Ask Olu/);
    expect(await agency.refusal('flo', 'text.delete', { textId: textId('t1') })).toMatch(/Ask Olu/);
    await agency.run('olu', 'text.save', { textId: textId('t1'), name: 'Hours', text: 'Closed.' });
    expect(texts(agency)).toEqual([['t1', 'Hours', 'edi']]);
  });

  it('are not for those who write nowhere', async () => {
    const vic = { textId: textId('t1'), name: 'Hours', text: 'Open.' };
    expect(await enterprise.refusal('vic', 'text.save', vic)).toMatch(/writes on no account.*Ask Amy/);
  });

  it('have names that are told apart, and something to say', async () => {
    await enterprise.run('amy', 'text.save', { textId: textId('t1'), name: 'Hours', text: 'Open.' });
    expect(
      await enterprise.refusal('amy', 'text.save', { textId: textId('t2'), name: 'hours', text: 'x' }),
    ).toBe('name: another text has this name');
    expect(
      await enterprise.refusal('amy', 'text.save', { textId: textId('t2'), name: 'Other', text: '' }),
    ).toBe('text: must not be empty');
  });
});
