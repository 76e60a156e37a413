/** Speaks to the background of an installed extension as a page of the extension does. */
import type { MessageName, MessageRequest, MessageValue, Reply } from '../../lib/messages/protocol';
import type { ExtensionBrowser } from './browser';
import type { ExtensionGlobal } from './extension-global';

/** What the extension answers, refusals included. */
export function hear<Name extends MessageName>(
  browser: ExtensionBrowser,
  name: Name,
  request: MessageRequest<Name>,
): Promise<Reply<MessageValue<Name>>> {
  return browser.evaluateInExtension(
    (countersign, said) => {
      const api =
        (globalThis as unknown as ExtensionGlobal).browser ??
        (globalThis as unknown as ExtensionGlobal).chrome;
      return api.runtime.sendMessage({ countersign, request: said });
    },
    name,
    request,
  ) as Promise<Reply<MessageValue<Name>>>;
}

/** @throws with the refusal's words. */
export async function say<Name extends MessageName>(
  browser: ExtensionBrowser,
  name: Name,
  request: MessageRequest<Name>,
): Promise<MessageValue<Name>> {
  const reply = await hear(browser, name, request);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

let runs = 0;

/** Runs a command as whoever acts. @throws with the refusal's words. */
export function run(
  browser: ExtensionBrowser,
  name: string,
  args: unknown,
): Promise<MessageValue<'command.run'>> {
  runs += 1;
  return say(browser, 'command.run', { name, args, idempotencyKey: `journey-${runs}` });
}
