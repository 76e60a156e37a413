import { defineBackground } from 'wxt/utils/define-background';
import { type Answers, answerMessage } from '../../lib/messages/server';
import { browser } from '../../lib/platform/browser';
import { logProblem } from '../../lib/platform/log';
import { discardStaging } from '../../lib/store/restore';
import { answerAccounts } from './account-answers';
import { answerAccountOverviews } from './account-overview-answers';
import { answerActivity } from './activity-answers';
import { createBackgroundContext } from './background-context';
import { showBadge } from './badge';
import { answerCompositions } from './composition-answers';
import { createContextMenus, draftAndOpen, draftFromMenu } from './context-menus';
import { forgetHandOvers } from './hand-over';
import { answerLabels } from './label-answers';
import { answerMedia } from './media-answers';
import { answerMembers } from './member-answers';
import { answerOverview } from './overview-answers';
import { answerPages } from './page-answers';
import { answerPosts } from './post-answers';
import { answerChoices } from './post-choices';
import { answerRoles } from './role-answers';
import { answerSecurity } from './security-answers';
import { openFirstRun } from './session';
import { answerSites, followPermissions } from './site-answers';
import { patternsOf, readSwitches, registerScript, tellPages } from './site-switches';
import { answerAppearance, speakAsChosen } from './spoken-language';
import { answerTeams } from './team-answers';
import { answerTransfer } from './transfer-answers';
import { WAKE_ALARM, wakeAndReport } from './wake';
import { answerWorkspace } from './workspace-answers';

export default defineBackground({
  type: 'module',
  main() {
    const background = createBackgroundContext(() => {
      refreshBadge();
      tellSitePages();
      wakeAndReport(background);
    });
    const refreshBadge = () =>
      void showBadge(background).catch((error: unknown) => logProblem('badge.fault', error));
    const tellSitePages = () =>
      void readSwitches(background)
        .then((switches) => tellPages(switches.isPaused ? [] : patternsOf(switches)))
        .catch((error: unknown) => logProblem('sites.fault', error));
    const registerSiteScript = () =>
      void readSwitches(background)
        .then(registerScript)
        .catch((error: unknown) => logProblem('sites.fault', error));
    const answers: Answers = {
      ...answerWorkspace(background),
      ...answerOverview(background),
      ...answerActivity(background),
      ...answerPosts(background),
      ...answerCompositions(background),
      ...answerChoices(background),
      ...answerMedia(background),
      ...answerMembers(background),
      ...answerAccounts(background),
      ...answerAccountOverviews(background),
      ...answerTeams(background),
      ...answerSites(background),
      ...answerSecurity(background),
      ...answerPages(background),
      ...answerAppearance(background, () => void createContextMenus()),
      ...answerLabels(background),
      ...answerTransfer(background),
      ...answerRoles(background),
    };
    const speaking = speakAsChosen(background);
    const self = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };

    browser.runtime.onMessage.addListener((envelope, sender, sendResponse) => {
      const answer = answerMessage(envelope, sender, { answers, self, speaking, onFault: logProblem });
      if (!answer) return undefined;
      void answer.then(sendResponse);
      return true;
    });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === WAKE_ALARM) void speaking.then(() => wakeAndReport(background));
    });
    browser.contextMenus.onClicked.addListener((info, tab) => {
      void draftFromMenu(background, info, tab).catch((error: unknown) => logProblem('draft.fault', error));
    });
    browser.commands.onCommand.addListener((command, tab) => {
      if (command !== 'draft-from-page' || tab?.id === undefined) return;
      void draftAndOpen(background, tab.id, {}).catch((error: unknown) => logProblem('draft.fault', error));
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void speaking.then(createContextMenus);
      registerSiteScript();
      if (reason === 'install')
        void openFirstRun(background).catch((error: unknown) => logProblem('install.fault', error));
    });
    browser.runtime.onStartup.addListener(() => {
      // A restore that the browser did not live to see the end of.
      void discardStaging().catch((error: unknown) => logProblem('restore.fault', error));
      registerSiteScript();
      void forgetHandOvers(background).catch((error: unknown) => logProblem('handOver.fault', error));
    });
    browser.permissions.onRemoved.addListener(() => {
      void followPermissions(background).catch((error: unknown) => logProblem('sites.fault', error));
    });

    // Whatever woke the background: a post may have been left armed when it was ended.
    void speaking.then(() => {
      refreshBadge();
      wakeAndReport(background);
    });
  },
});
