import type { JSX } from 'preact';
import type { PostStatus } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import { SelectField } from '../../ui/field';
import { STATUS_WORDS } from '../../ui/status-words';
import type { AskedAbout, AskedKind, AskedOptions } from './asked-about';

const KIND_WORDS: Readonly<Record<AskedKind, string>> = {
  workspace: words('The workspace as a whole'),
  account: words('An account'),
  post: words('A post'),
  media: words('A file'),
  member: words('A member'),
  team: words('A team'),
  adAccount: words('An ad account'),
};
const NOT_SAID = '';

interface AskedAboutFieldsProps {
  readonly asked: AskedAbout;
  readonly options: AskedOptions;
  readonly onChange: (asked: AskedAbout) => void;
}

/** What the action is done to: only what the action may be asked of is offered. */
export function AskedAboutFields({ asked, options, onChange }: AskedAboutFieldsProps): JSX.Element {
  const { kinds, accounts, people, teams, adAccounts, memberId, isGated } = options;
  const { kind } = asked;
  const change = (changed: AskedAbout) => onChange({ ...asked, ...changed });
  return (
    <>
      {kinds.length > 1 && kind && (
        <SelectField
          label={say('About')}
          name="about"
          value={kind}
          choices={kinds.map((value) => ({ value, label: say(KIND_WORDS[value]) }))}
          onChange={(chosen) => change({ kind: chosen })}
        />
      )}
      {(kind === 'account' || kind === 'post') && accounts.length > 0 && (
        <SelectField
          label={say('Account')}
          name="account"
          value={asked.accountId ?? ''}
          choices={accounts.map(({ id, handle }) => ({ value: id as string, label: `@${handle}` }))}
          onChange={(accountId) => change({ accountId })}
        />
      )}
      {(kind === 'post' || kind === 'media') && (
        <SelectField
          label={kind === 'post' ? say('Who wrote it') : say('Who added it')}
          name="author"
          value={asked.authorId ?? NOT_SAID}
          choices={[
            ...people
              .toSorted((one, other) => Number(other.id === memberId) - Number(one.id === memberId))
              .map(({ id, name }) => ({
                value: id as string,
                label: id === memberId ? say('{name}, who asks', { name }) : name,
              })),
            { value: NOT_SAID, label: say('Not said') },
          ]}
          onChange={(authorId) => change({ authorId })}
        />
      )}
      {kind === 'post' && (
        <SelectField
          label={say('State of the post')}
          name="status"
          value={asked.status ?? NOT_SAID}
          choices={[
            { value: NOT_SAID, label: say('Not said') },
            ...(Object.keys(STATUS_WORDS) as PostStatus[]).map((value) => ({
              value,
              label: say(STATUS_WORDS[value]),
            })),
          ]}
          onChange={(status) => change({ status })}
        />
      )}
      {kind === 'post' && isGated && (
        <SelectField
          label={say('Step of the approval')}
          name="gate"
          value={asked.gate ?? NOT_SAID}
          choices={[
            { value: NOT_SAID, label: say('Either') },
            { value: 'team', label: say('The team’s') },
            { value: 'client', label: say('The client’s') },
          ]}
          onChange={(gate) => change({ gate })}
        />
      )}
      {kind === 'member' && (
        <SelectField
          label={say('Whom it is about')}
          name="about-member"
          value={asked.memberId ?? ''}
          choices={people.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChange={(chosen) => change({ memberId: chosen })}
        />
      )}
      {kind === 'team' && teams.length > 0 && (
        <SelectField
          label={say('Team')}
          name="team"
          value={asked.teamId ?? ''}
          choices={teams.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChange={(teamId) => change({ teamId })}
        />
      )}
      {kind === 'adAccount' && adAccounts.length > 0 && (
        <SelectField
          label={say('Ad account')}
          name="ad-account"
          value={asked.adAccountId ?? ''}
          choices={adAccounts.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChange={(adAccountId) => change({ adAccountId })}
        />
      )}
    </>
  );
}
