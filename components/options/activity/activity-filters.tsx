import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SessionView } from '../../../lib/messages/views';
import { say, spokenLanguage } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { goTo, goToInstead } from '../route';
import { type ActivityQuery, activityHash } from './activity-query';
import { GROUP_WORDS } from './event-sentences';

/** Long enough for the first rows, short enough that nobody has opened a list by then. */
const FILL_AFTER_MS = 400;

interface ActivityFiltersProps {
  readonly query: ActivityQuery;
  readonly session: SessionView;
}

/** What the log is narrowed to. Each choice is a step of its own, which the back button takes back. */
export function ActivityFilters({ query, session }: ActivityFiltersProps) {
  const { accounts } = session;
  const language = spokenLanguage();
  // Thousands of choices take longer to draw than the page: until it is there, only the chosen ones are.
  const [isFilled, setFilled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFilled(true), FILL_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const people = useMemo(
    () =>
      isFilled ? session.people : session.people.filter(({ id }) => id === query.who || id === query.member),
    [isFilled, session.people, query.who, query.member],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: everything is said anew in another language
  const choices = useMemo(() => {
    const anybody = { value: '', label: say('Anybody') };
    const members = people.map(({ id, name }) => ({ value: id as string, label: name }));
    return {
      who: [anybody, { value: 'system', label: say('The extension') }, ...members],
      member: [anybody, ...members],
      what: [
        { value: '', label: say('Anything') },
        ...Object.entries(GROUP_WORDS).map(([value, label]) => ({ value, label: say(label) })),
      ],
      account: [
        { value: '', label: say('Any account') },
        ...accounts.map(({ id, handle }) => ({ value: id as string, label: `@${handle}` })),
      ],
    };
  }, [people, accounts, language]);

  const set = (change: Partial<ActivityQuery>) => goTo(activityHash({ ...query, ...change }));
  return (
    <search class="activity__filters" aria-label={say('What is shown')}>
      <SelectField
        label={say('Who')}
        name="who"
        value={query.who ?? ''}
        choices={choices.who}
        onChange={(who) => set({ who })}
      />
      <SelectField
        label={say('What')}
        name="what"
        value={query.what ?? ''}
        choices={choices.what}
        onChange={(what) => set({ what: what as ActivityQuery['what'] })}
      />
      <SelectField
        label={say('Account')}
        name="account"
        value={query.account ?? ''}
        choices={choices.account}
        onChange={(account) => set({ account })}
      />
      <SelectField
        label={say('Concerning')}
        name="member"
        value={query.member ?? ''}
        choices={choices.member}
        onChange={(member) => set({ member })}
      />
      <TextField
        label={say('From')}
        name="from"
        type="date"
        value={query.from ?? ''}
        onInput={(from) => goToInstead(activityHash({ ...query, from }))}
      />
      <TextField
        label={say('To')}
        name="to"
        type="date"
        value={query.to ?? ''}
        onInput={(to) => goToInstead(activityHash({ ...query, to }))}
      />
      {Object.keys(query).length > 0 && (
        <div class="activity__clear">
          <Button
            onClick={(event) => {
              // The button goes with the filters: the first field gets the focus.
              event.currentTarget.closest('search')?.querySelector('select')?.focus();
              goTo('#/activity');
            }}
          >
            {say('Show everything')}
          </Button>
        </div>
      )}
    </search>
  );
}
