import { say, words } from '../words/say';
import type { Account, PostContent } from '../workspace/records';
import { findMediaProblems } from './media-problems';
import { findNetworkRules } from './network-rules';
import { findOptionProblems } from './post-fields';

const NOTHING_TO_PUBLISH = words('There is nothing to publish yet.');

/**
 * What a network would refuse of a post, as sentences for its author; empty when it would take it. Commands ask
 * this before a post is sent on, so that nobody approves what cannot go out.
 */
export function findContentProblems(
  account: Pick<Account, 'network' | 'limits'>,
  { text, media, link, options = {} }: PostContent,
): readonly string[] {
  const isEmpty = text.trim() === '' && media.length === 0 && !link;
  const rules = findNetworkRules(account.network, account.limits);
  // A network that we do not know has its own say in its own composer.
  if (!rules) return isEmpty ? [say(NOTHING_TO_PUBLISH)] : [];
  const problems: string[] = [];
  const sent = rules.normalizeText(text);
  if (sent === '' && media.length === 0 && !link) problems.push(say(NOTHING_TO_PUBLISH));
  const { graphemes, maxGraphemes, bytes, maxBytes, withinLimits } = rules.measure(sent, options);
  if (!withinLimits) {
    problems.push(
      graphemes > maxGraphemes
        ? say('The text is {count} characters too long for {network}.', {
            count: graphemes - maxGraphemes,
            network: rules.name,
          })
        : say('The text takes {count} bytes more than {network} allows; emoji take many.', {
            count: bytes - maxBytes,
            network: rules.name,
          }),
    );
  }
  problems.push(...findMediaProblems(rules, media));
  if (media.length > 0 && link && !rules.takesImagesWithLink)
    problems.push(
      say('{network} shows either images or a link card: remove one of them.', { network: rules.name }),
    );
  problems.push(...findOptionProblems(rules.fields, options));
  const check = { text: sent, images: media, hasLink: link !== undefined, linkUrl: link?.url, options };
  problems.push(...(rules.findProblems?.(check) ?? []));
  return problems;
}
