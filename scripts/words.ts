/**
 * `npm run words`: writes what the code says into `public/_locales/en`, and takes out of German and Arabic what is said
 * no more. `-- --missing de` prints what German has no words for, as JSON to be filled in; `-- --add de FILE` takes such
 * a file in, from English to German.
 */
import { readFileSync } from 'node:fs';
import {
  englishMessages,
  type MessagesFile,
  missingIn,
  problemsOf,
  readMessages,
  TRANSLATED,
  type Translated,
  templates,
  withoutUnused,
  writeMessages,
} from './words/messages-file';
import { readSaidInCode } from './words/said-in-code';

const { messages: said, problems } = readSaidInCode();
const english = englishMessages(said);
const [option, language, file] = process.argv.slice(2);

if (problems.length > 0) {
  console.error(`These cannot be read in the code; words stand in one literal:\n${problems.join('\n')}`);
  process.exitCode = 1;
} else if (option === '--missing') {
  const missing = missingIn(languageNamed(language), english);
  console.log(JSON.stringify(Object.fromEntries(missing.map((message) => [message, ''])), null, 2));
} else if (option === '--add' && file !== undefined) {
  add(languageNamed(language), JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
} else {
  writeMessages('en', english);
  for (const each of TRANSLATED) {
    writeMessages(each, withoutUnused(each, english));
    console.log(`${each}: ${missingIn(each, english).length} of ${Object.keys(english).length} are missing`);
  }
}

function languageNamed(name: string | undefined): Translated {
  const found = TRANSLATED.find((each) => each === name);
  if (!found) throw new Error(`name a language: ${TRANSLATED.join(' or ')}`);
  return found;
}

function add(to: Translated, translations: Readonly<Record<string, string>>): void {
  const isTemplate = templates(said);
  const keysOf = Map.groupBy(Object.keys(english), (key) => english[key]?.message);
  const added: Record<string, MessagesFile[string]> = {};
  for (const [message, translation] of Object.entries(translations)) {
    if (translation === '') continue;
    const keys = keysOf.get(message);
    const wrong = keys
      ? problemsOf(message, translation, to, isTemplate.has(message))
      : ['nothing says that in the code'];
    if (wrong.length > 0) {
      console.error(`${JSON.stringify(message)}: ${wrong.join('; ')}`);
      process.exitCode = 1;
    } else for (const key of keys ?? []) added[key] = { message: translation };
  }
  writeMessages(to, { ...readMessages(to), ...added });
  console.log(`${to}: ${Object.keys(added).length} were taken in`);
}
