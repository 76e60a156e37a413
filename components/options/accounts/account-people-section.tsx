import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { AccountPerson } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { useAnswer } from '../use-answer';
import type { WorkspaceNow } from '../use-workspace';
import { AssignmentDialog } from './assignment-dialog';
import type { ListedAccount } from './list-accounts';
import { PeopleList } from './people-list';

interface AccountPeopleSectionProps {
  readonly listed: ListedAccount;
  readonly workspace: WorkspaceNow;
}

type Open = { readonly deed: 'give' } | { readonly deed: 'change' | 'take'; readonly person: AccountPerson };

/** Who has an account and what they do there; in the agency model it is given and taken here. */
export function AccountPeopleSection({ listed, workspace }: AccountPeopleSectionProps) {
  const { account, signIn } = listed;
  const { revision, reload, view } = workspace;
  const isByHand = signIn === 'byHand';
  const showToast = useToast();
  const [open, setOpen] = useState<Open>();
  const { value, failure } = useAnswer('account.people', { accountId: account.id }, revision);
  if (!value) return <p class="options-quiet">{failure ?? say('Looking up who has it…')}</p>;
  const { people, isPartial, isAssigned, assign } = value;
  const candidates = (view?.members ?? []).filter(
    ({ id, role }) =>
      role !== 'owner' &&
      !view?.limitedMemberIds.includes(id) &&
      !people.some((person) => person.id === id && person.assignment),
  );
  const handle = `@${account.handle}`;
  const close = () => setOpen(undefined);

  async function take({ id, name }: AccountPerson): Promise<void> {
    const given = people.filter(({ assignment }) => assignment);
    const position = given.findIndex((person) => person.id === id);
    const next = given[position + 1] ?? given[position - 1];
    const { handedOver } = await run('assignment.remove', { memberId: id, accountId: account.id });
    close();
    await reload();
    if (!focusPerson(next?.id)) focusPageHeading();
    showToast({
      text: say(
        '{name} no longer has {handle}.{count, plural, =0 {} one { One post was handed over.} other { # posts were handed over.}}',
        { name, handle, count: handedOver },
      ),
    });
  }

  return (
    <div class="options-panel account-page__form">
      {isPartial && (
        <p class="options-quiet">
          {say('You see the people whom your role manages, and yourself. There may be others.')}
        </p>
      )}
      {!isAssigned && (
        <p class="options-quiet">
          {say('Accounts are given through teams here: whoever is on a team has its accounts.')}
        </p>
      )}
      {people.length === 0 ? (
        <p>{say('Nobody whom you may see has this account.')}</p>
      ) : (
        <PeopleList
          people={people}
          isByHand={isByHand}
          deedsOf={(person) =>
            isAssigned &&
            person.assignment && (
              <>
                <DecisionButton
                  decision={person.edit}
                  label={say('Change what {name} does on {handle}', { name: person.name, handle })}
                  onPress={() => setOpen({ deed: 'change', person })}
                >
                  {say('Change')}
                </DecisionButton>
                <DecisionButton
                  decision={person.edit}
                  look="quiet"
                  label={say('Take away {handle} from {name}', { name: person.name, handle })}
                  onPress={() => setOpen({ deed: 'take', person })}
                >
                  {say('Take away')}
                </DecisionButton>
              </>
            )
          }
        />
      )}
      {isAssigned && (candidates.length > 0 || !assign.allowed) && (
        <div class="options-form__actions">
          <DecisionButton decision={assign} onPress={() => setOpen({ deed: 'give' })}>
            {say('Give it to somebody')}
          </DecisionButton>
        </div>
      )}
      {open?.deed === 'give' && (
        <AssignmentDialog account={account} members={candidates} workspace={workspace} onClose={close} />
      )}
      {open?.deed === 'change' && (
        <AssignmentDialog
          account={account}
          members={(view?.members ?? []).filter(({ id }) => id === open.person.id)}
          workspace={workspace}
          onClose={close}
        />
      )}
      {open?.deed === 'take' && (
        <RemovalDialog
          title={say('Take {handle} from {name}?', { handle, name: open.person.name })}
          decision={open.person.edit}
          onRemove={() => take(open.person)}
          onClose={close}
        >
          <p>
            {say(
              'Posts of {name} on this account are handed to the owner, and those that await approval become drafts. Nothing is deleted.',
              { name: open.person.name },
            )}
          </p>
        </RemovalDialog>
      )}
    </div>
  );
}

/** @returns false when there is no such person, or nothing that can be done with them */
function focusPerson(memberId: string | undefined): boolean {
  const items = [...document.querySelectorAll<HTMLElement>('[data-member]')];
  const button = items.find(({ dataset }) => dataset.member === memberId)?.querySelector('button');
  button?.focus();
  return button != null;
}
