/** The main job as people do it, step by step: the demonstration shows it, and a journey proves it. */
import { ARTICLE } from '../../scripts/article-server';
import { byLabel, byRole, type Page, within } from './browser';
import { actAs, type Stage, waitForStatus } from './stage';

export interface StepReport {
  readonly name: string;
  readonly milliseconds: number;
  /** The page as it stands at the end of the step. */
  readonly page: Page;
}

export interface MainJobOptions {
  /** Told after each step. */
  readonly onStep: (report: StepReport) => Promise<void>;
}

/**
 * First run, draft from the article, approval by the team and by the client, publication.
 * @returns the address of the record on the server, as the extension shows it.
 */
export async function doMainJob(
  stage: Stage,
  { onStep }: MainJobOptions,
): Promise<{ uri: string; text: string }> {
  const step = stepTimer(onStep);
  const { browser } = stage;
  const options = await openFirstRun(stage);

  await step('Olu names the workspace', options, async () => {
    await options.fill(byLabel('Workspace name'), 'Acme Studio');
    await options.fill(byLabel('Your name'), 'Olu Bright');
    await options.click(byRole('button', 'Create workspace'));
    await options.waitFor(byRole('heading', 'Connect an account'));
  });
  await step('Olu connects the Bluesky account', options, async () => {
    await connectAccount(options, stage);
    await options.waitFor(byRole('button', 'Continue'));
  });
  await step('Olu adds an editor and a client', options, async () => {
    await options.click(byRole('button', 'Continue'));
    const editor = byRole('form', 'Add an editor');
    const client = byRole('form', 'Add a client');
    await options.fill(within(editor, byLabel('Name')), 'Edi Marsh');
    await options.fill(within(client, byLabel('Name')), 'Cleo Vance');
    await options.click(byRole('button', 'Add and continue'));
    await options.waitFor(byRole('heading', 'You are ready'));
  });

  const article = await browser.openPage(stage.articles.articleUrl, { widthPx: 1_100, heightPx: 860 });
  let popup = await browser.openExtensionPage('popup.html?compose=', { widthPx: 400, heightPx: 600 });
  await step('Edi selects a sentence of the article and drafts from it', article, async () => {
    await actAs(popup, 'Edi Marsh');
    await popup.close();
    await article.bringToFront();
    await article.selectText('blockquote');
    await browser.dispatchContextMenu({ menuItemId: 'selection', selectionText: ARTICLE.quotation }, article);
    popup = await browser.waitForPage('popup.html?compose=');
    await popup.setViewport(400, 600);
    await popup.waitFor(byRole('link', ARTICLE.title));
    const text = await popup.value(byLabel('Text'));
    if (!text.includes(ARTICLE.quotation)) throw new Error(`the composer opened with “${text}”`);
    return popup;
  });
  await step('Edi adds a word and sends it for approval', popup, async () => {
    await popup.click(byLabel('Text'));
    await popup.press('End', ['Control']);
    await popup.type(' #worthreading');
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));
  });
  await popup.close();

  await step('Olu sees what awaits him', article, async () => {
    popup = await browser.openExtensionPage('popup.html', { widthPx: 400, heightPx: 600 });
    await actAs(popup, 'Olu Bright');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor(byRole('button', 'Approve'));
    return popup;
  });
  await step('Olu approves for the team', popup, async () => {
    await popup.click(byRole('button', 'Approve'));
    await popup.waitFor(byRole('button', 'Undo'));
    return popup;
  });
  await step('Cleo, the client, approves with the keyboard alone', popup, async () => {
    await actAs(popup, 'Cleo Vance');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor(byRole('button', 'Approve'));
    await popup.press('a');
    await popup.waitFor(byRole('button', 'Undo'));
  });

  let published = { uri: '', text: '' };
  await step('The background publishes to Bluesky', popup, async () => {
    const post = await waitForStatus(stage, 'published', '#worthreading');
    published = { uri: post.publication?.uri ?? '', text: post.text };
    await popup.goto(`${browser.extensionOrigin}/popup.html#post/${post.id}`);
    await popup.reload();
    await popup.waitFor('a[href*="/post/"]');
  });
  return published;
}

/** Takes hold of the first run, which the extension opens by itself when it is installed. */
export async function openFirstRun({ browser }: Stage): Promise<Page> {
  const options = await browser.waitForPage('options.html#/setup/workspace');
  await options.setViewport(1_100, 860);
  return options;
}

/** Fills the sign-in of the first run. */
export async function connectAccount(
  options: Page,
  stage: Stage,
  password = stage.profile.appPassword,
): Promise<void> {
  await options.fill(byLabel('Handle'), stage.profile.handle);
  await options.fill(byLabel('App password'), password);
  await options.fill(byLabel('Server address'), stage.pds.origin);
  await options.click(byRole('button', 'Connect account'));
}

function stepTimer(onStep: MainJobOptions['onStep']) {
  return async (name: string, page: Page, act: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    const shown = (await act()) as Page | undefined;
    await onStep({ name, milliseconds: performance.now() - start, page: shown ?? page });
  };
}
