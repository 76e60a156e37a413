/** What a question is about, as somebody chooses it, and as the background is asked. */
import type { MessageRequest } from '../../../lib/messages/protocol';
import type { RolesView } from '../../../lib/messages/role-views';
import type { PersonView } from '../../../lib/messages/views';
import type { GateName, MemberId, PostStatus, Resource } from '../../../lib/roles';
import type { Account } from '../../../lib/workspace/records';

export type AskedKind = Resource['type'];

/** What was chosen so far. A choice that does not fit any more is forgotten by `askedFrom`. */
export interface AskedAbout {
  readonly kind?: AskedKind;
  readonly accountId?: string;
  readonly memberId?: string;
  readonly teamId?: string;
  readonly adAccountId?: string;
  /** Of a post or a file: whose it is; empty when that is not said. */
  readonly authorId?: string;
  readonly status?: PostStatus | '';
  readonly gate?: GateName | '';
}

export interface AskedOptions {
  /** Who wants to do it. */
  readonly memberId: MemberId;
  readonly kinds: readonly AskedKind[];
  readonly accounts: readonly Account[];
  readonly people: readonly PersonView[];
  readonly teams: RolesView['teams'];
  readonly adAccounts: RolesView['adAccounts'];
  /** Whether the step of the approval is asked for. */
  readonly isGated: boolean;
}

/** A post says more than its account alone, so that it is offered first. */
export function kindsOf(takes: readonly AskedKind[]): readonly AskedKind[] {
  return takes.includes('post') ? ['post', ...takes.filter((kind) => kind !== 'post')] : takes;
}

/** The choices with what stands in place of those that were not made, or do not fit the action. */
export function askedFrom(about: AskedAbout, options: AskedOptions): AskedAbout {
  const { kinds, accounts, people, teams, adAccounts, memberId } = options;
  const kept = <Id extends string>(ids: readonly { readonly id: Id }[], id: string | undefined) =>
    (ids.find((each) => each.id === id) ?? ids[0])?.id;
  const kind = kinds.find((each) => each === about.kind) ?? kinds[0];
  return {
    ...(kind && { kind }),
    accountId: kept(accounts, about.accountId) ?? '',
    memberId: kept(people, about.memberId) ?? '',
    teamId: kept(teams, about.teamId) ?? '',
    adAccountId: kept(adAccounts, about.adAccountId) ?? '',
    authorId: about.authorId ?? memberId,
    status: about.status ?? '',
    gate: options.isGated ? (about.gate ?? '') : '',
  };
}

/** @returns undefined when the workspace has nothing of this kind. */
export function resourceOf(
  asked: AskedAbout,
  { accounts, people, teams, adAccounts }: AskedOptions,
): MessageRequest<'roles.why'>['resource'] | undefined {
  const { kind, authorId, status, gate } = asked;
  const account = accounts.find(({ id }) => id === asked.accountId);
  const author = people.find(({ id }) => id === authorId);
  switch (kind) {
    case 'account':
      return account && { type: 'account', id: account.id };
    case 'post':
      return (
        account && {
          type: 'post',
          accountId: account.id,
          ...(author && { authorId: author.id }),
          ...(status && { status }),
          ...(gate && { gate }),
        }
      );
    case 'media':
      return { type: 'media', ...(author && { addedBy: author.id }) };
    case 'member': {
      const person = people.find(({ id }) => id === asked.memberId);
      return person && { type: 'member', id: person.id };
    }
    case 'team': {
      const team = teams.find(({ id }) => id === asked.teamId);
      return team && { type: 'team', id: team.id };
    }
    case 'adAccount': {
      const adAccount = adAccounts.find(({ id }) => id === asked.adAccountId);
      return adAccount && { type: 'adAccount', id: adAccount.id };
    }
    case 'workspace':
      return { type: 'workspace' };
    case undefined:
      return undefined;
  }
}
