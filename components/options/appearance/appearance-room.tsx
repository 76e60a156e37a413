import { useState } from 'preact/hooks';
import { type Appearance, languageOf, THEMES, type Theme } from '../../../lib/messages/appearance';
import { describeFailure } from '../../../lib/messages/message-failed';
import { browsersLanguages, chooseAppearance, shownAppearance } from '../../../lib/messages/own-page';
import { LANGUAGES } from '../../../lib/words/languages';
import { say, sayWith, words } from '../../../lib/words/say';
import { RadioField } from '../../ui/field';
import { formatAgo, formatMoment } from '../../ui/format-time';
import { useOptionsServices } from '../options-services';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';

const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: words('As the system'),
  light: words('Light'),
  dark: words('Dark'),
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How the extension looks and which language it speaks in this browser: chosen at once, for everybody who sits at it. */
export function AppearanceRoom(_props: RoomProps) {
  const { nowMs } = useOptionsServices();
  const [problem, setProblem] = useState<{ readonly at: keyof Appearance; readonly reason: string }>();
  const appearance = shownAppearance();
  const now = nowMs();

  async function choose(at: keyof Appearance, chosen: Appearance): Promise<void> {
    setProblem(undefined);
    try {
      await chooseAppearance(chosen);
    } catch (error) {
      setProblem({ at, reason: describeFailure(error, say('Something went wrong on this page.')) });
    }
  }

  const ofBrowser = languageOf({ theme: 'system' }, browsersLanguages());
  const nameOfBrowsers = LANGUAGES.find(({ tag }) => tag === ofBrowser)?.name ?? '';
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Appearance and language')}</PageHeading>
      </div>
      <p class="options-lead">
        {say('These hold in this browser, for everybody who sits at it. Others choose in theirs.')}
      </p>
      <section class="options-panel">
        <RadioField
          name="theme"
          label={say('Colours')}
          hint={say('What is drawn into social sites is as light or dark as the site.')}
          error={problem?.at === 'theme' ? problem.reason : undefined}
          columns="three"
          value={appearance.theme}
          choices={THEMES.map((theme) => ({ value: theme, label: say(THEME_WORDS[theme]) }))}
          onChange={(theme) => void choose('theme', { ...appearance, theme })}
        />
      </section>
      <section class="options-panel">
        <RadioField
          name="language"
          label={say('Language')}
          hint={say('What people write stays in their own words: names, posts, notes.')}
          error={problem?.at === 'language' ? problem.reason : undefined}
          value={appearance.language ?? 'browser'}
          choices={[
            { value: 'browser', label: say('As the browser'), hint: nameOfBrowsers },
            ...LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name, lang: tag })),
          ]}
          onChange={(language) =>
            void choose('language', {
              theme: appearance.theme,
              ...(language !== 'browser' && { language }),
            })
          }
        />
        <p class="options-quiet">
          {sayWith('Moments are written like this: {past}, {near}, {far}.', {
            past: <bdi>{formatAgo(now - 3 * HOUR_MS, now)}</bdi>,
            near: <bdi>{formatMoment(now + DAY_MS, now)}</bdi>,
            far: <bdi>{formatMoment(now + 200 * DAY_MS, now)}</bdi>,
          })}
        </p>
      </section>
    </>
  );
}
