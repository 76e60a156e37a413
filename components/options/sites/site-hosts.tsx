import './sites-room.css';
import { say } from '../../../lib/words/say';
import { hostWords } from './host-words';

/** More hosts than this are folded away. */
const SHOWN_HOSTS = 3;

interface SiteHostsProps {
  /** Of the words that name the hosts, to describe a switch by. */
  readonly id: string;
  /** As match patterns. */
  readonly hosts: readonly string[];
}

/** The hosts of a site, as people write them. */
export function SiteHosts({ id, hosts }: SiteHostsProps) {
  const names = hosts.map(hostWords);
  if (names.length <= SHOWN_HOSTS) {
    return (
      <p class="site-row__hosts" id={id}>
        {names.join(', ')}
      </p>
    );
  }
  return (
    <details class="site-row__hosts">
      <summary id={id}>
        {say('{first} and {count, plural, one {one more address} other {# more addresses}}', {
          first: names[0] ?? '',
          count: names.length - 1,
        })}
      </summary>
      {names.join(', ')}
    </details>
  );
}
