import './account-page.css';
import { say } from '../../../lib/words/say';
import { PageHeading } from '../page-heading';
import type { WorkspaceNow } from '../use-workspace';
import { AccountPeopleSection } from './account-people-section';
import { AccountSettingsForm } from './account-settings-form';
import { AccountSummary } from './account-summary';
import type { ListedAccount } from './list-accounts';
import { PublishingForm } from './publishing-form';

const SECTIONS = ['settings', 'publishing', 'people'] as const;
export type AccountSection = (typeof SECTIONS)[number];

/** Whether a part of an address names a section of an account's page. */
export function isAccountSection(deed: string | undefined): deed is AccountSection {
  return SECTIONS.some((section) => section === deed);
}

interface AccountPageProps {
  readonly listed: ListedAccount;
  readonly section: AccountSection;
  readonly workspace: WorkspaceNow;
}

/** One account by itself: its settings, how it publishes, who has it. */
export function AccountPage({ listed, section, workspace }: AccountPageProps) {
  const { account, overview, signIn } = listed;
  const isByHand = signIn === 'byHand';
  const handle = `@${account.handle}`;
  const headings = {
    settings: say('Settings of {handle}', { handle }),
    publishing: say('How {handle} publishes', { handle }),
    people: say('Who has {handle}', { handle }),
  };
  const names = { settings: say('Settings'), publishing: say('Publishing'), people: say('People') };
  return (
    <>
      <a class="account-page__back" href="#/accounts">
        {say('All accounts')}
      </a>
      <PageHeading key={section}>{headings[section]}</PageHeading>
      <div class="account-page__account">
        <AccountSummary
          account={account}
          session={workspace.session}
          overview={overview}
          isByHand={isByHand}
        />
      </div>
      <nav class="account-page__sections" aria-label={handle}>
        {SECTIONS.map((each) => (
          <a
            key={each}
            href={`#/accounts/${account.id}/${each}`}
            aria-current={each === section ? 'page' : undefined}
          >
            {names[each]}
          </a>
        ))}
      </nav>
      {section === 'settings' && <AccountSettingsForm listed={listed} workspace={workspace} />}
      {section === 'publishing' && <PublishingForm listed={listed} workspace={workspace} />}
      {section === 'people' && <AccountPeopleSection listed={listed} workspace={workspace} />}
    </>
  );
}
