import { useFrame } from '../frame.ts';
import { LANGUAGE_TAGS, LANGUAGES, type Language } from '../text/language.ts';
import { Choice } from './choice.tsx';

interface HeaderProps {
  readonly path: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Name of the shop, the views, and the language. */
export function Header({ path, language, onLanguage }: HeaderProps) {
  const { text, overview } = useFrame();
  const views = [
    { href: '/', name: text.nav.overview, isHere: path === '/' },
    { href: '/segments', name: text.nav.segments, isHere: path.startsWith('/segments') },
    { href: '/movement', name: text.nav.movement, isHere: path.startsWith('/movement') },
    { href: '/predictions', name: text.nav.predictions, isHere: path.startsWith('/predictions') },
    {
      href: '/campaigns',
      name: text.nav.campaigns,
      isHere: path.startsWith('/campaigns') || path.startsWith('/preview') || path.startsWith('/templates'),
    },
    { href: '/customers', name: text.nav.customers, isHere: path.startsWith('/customers') },
    { href: '/tasks', name: text.nav.tasks, isHere: path.startsWith('/tasks') },
    { href: '/mailbox', name: text.nav.mailbox, isHere: path.startsWith('/mailbox') },
  ];
  return (
    <header class="top">
      <a class="brand" href="/">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <rect width="32" height="32" rx="8" class="brand-ground" />
          <path d="M16 26V14" class="brand-stem" />
          <path d="M16 18c0-5.2 3.4-8.8 9-9-.2 5.6-3.8 9-9 9Z" class="brand-leaf" />
          <path d="M16 22c0-4.2-2.8-7.2-8-7.4.2 4.6 3.2 7.4 8 7.400Z" class="brand-leaf small" />
        </svg>
        <span>
          {text.product}
          {overview && <small>{overview.shop.name}</small>}
        </span>
      </a>
      <nav aria-label={text.nav.label}>
        {views.map(({ href, name, isHere }) => (
          <a key={href} href={href} aria-current={isHere ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <Choice
        name="language"
        legend={text.language}
        value={language}
        options={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag].languageName, lang: tag }))}
        onChoose={onLanguage}
      />
    </header>
  );
}
