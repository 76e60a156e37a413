import type { PageReading, Site } from './site';

/** A post goes out as the business that its editor's address names, whoever of its managers is signed in. */
const actingBusiness: PageReading = ({ location }) =>
  /^\/local\/business\/(?:u\/\d+\/)?(\d+)\/promote\/updates/.exec(location.pathname)?.[1];

/**
 * Known in 2026-10, from code that drives it: the editor's address, its text area and its file input. Its class names
 * and ids are made anew with each release, and its button can be told by its words alone, which follow the language.
 * Nothing that lasts is known of the list of posts, so that no buttons are drawn into it. The manager and Google Search
 * show the editor in an iframe, where it is left alone; opened by itself it is the same page.
 */
export const googleBusiness: Site = {
  id: 'googleBusiness',
  name: 'Google Business',
  network: 'googleBusiness',
  hosts: ['https://business.google.com/*', 'https://www.google.com/local/business/*'],
  postPaths: [],
  profilePaths: [/^\/local\/business\/(?:u\/\d+\/)?(\d+)/, /^\/n\/(\d+)/],
  signedIn: [actingBusiness],
  composer: {
    address: ({ account }) =>
      account !== undefined && /^\d+$/.test(account)
        ? { url: `https://www.google.com/local/business/${account}/promote/updates/add`, takes: 'nothing' }
        : undefined,
    // Answers to reviews are written in a text area too, without a picture.
    editor: [{ css: 'body:has(input[type="file"]) textarea:not([readonly])', seen: '2026-10' }],
    postButton: [],
    fileInput: [{ css: 'input[type="file"]', seen: '2026-10' }],
  },
  feed: [],
};
