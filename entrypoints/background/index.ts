import { defineBackground } from 'wxt/utils/define-background';
import { type Answers, answerMessage } from '../../lib/messages/server';
import { browser } from '../../lib/platform/browser';
import { logProblem } from '../../lib/platform/log';
import { answerAccounts } from './account-answers';
import { createBackgroundContext } from './background-context';
import { showBadge } from './badge';
import { answerCompositions } from './composition-answers';
import { createContextMenus, draftAndOpen, draftFromMenu } from './context-menus';
import { forgetHandOvers } from './hand-over';
import { answerMedia } from './media-answers';
import { answerMembers } from './member-answers';
import { answerPages } from './page-answers';
import { answerPosts } from './post-answers';
import { answerChoices } from './post-choices';
import { openFirstRun } from './session';
import { answerSites, followPermissions } from './site-answers';
import { patternsOf, readSwitches, registerScript, tellPages } from './site-switches';
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
      ...answerPosts(background),
      ...answerCompositions(background),
      ...answerChoices(background),
      ...answerMedia(background),
      ...answerMembers(background),
      ...answerAccounts(background),
      ...answerSites(background),
      ...answerPages(background),
    };
    const self = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };

    browser.runtime.onMessage.addListener((envelope, sender, sendResponse) => {
      const answer = answerMessage(envelope, sender, { answers, self, onFault: logProblem });
      if (!answer) return undefined;
      void answer.then(sendResponse);
      return true;
    });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === WAKE_ALARM) wakeAndReport(background);
    });
    browser.contextMenus.onClicked.addListener((info, tab) => {
      void draftFromMenu(background, info, tab).catch((error: unknown) => logProblem('draft.fault', error));
    });
    browser.commands.onCommand.addListener((command, tab) => {
      if (command !== 'draft-from-page' || tab?.id === undefined) return;
      void draftAndOpen(background, tab.id, {}).catch((error: unknown) => logProblem('draft.fault', error));
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void createContextMenus();
      registerSiteScript();
      if (reason === 'install')
        void openFirstRun(background).catch((error: unknown) => logProblem('install.fault', error));
    });
    browser.runtime.onStartup.addListener(() => {
      refreshBadge();
      registerSiteScript();
      void forgetHandOvers(background).catch((error: unknown) => logProblem('handOver.fault', error));
    });
    browser.permissions.onRemoved.addListener(() => {
      void followPermissions(background).catch((error: unknown) => logProblem('sites.fault', error));
    });

    // Whatever woke the background: a post may have been left armed when it was ended.
    refreshBadge();
    wakeAndReport(background);
  },
});
