import { RecentButton, RecentQuestions } from "../ask/index.ts";
import { Link, switchTheme, useAddress } from "../current/index.ts";
import { Icon, IconButton, Mark } from "../pieces/index.ts";
import { CollectionPicker } from "./collection-picker.tsx";
import { type View, viewAt, views } from "./views.ts";

/** Navigation: on the left of a wide window, on top of a narrow one. */
export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const current = viewAt(useAddress().pathname);
  return (
    <header className="rail">
      <Link className="brand" to="/" aria-label="Lydian, new question">
        <Mark />
        <span className="name">Lydian</span>
      </Link>
      <CollectionPicker />
      <nav className="nav" aria-label="Main">
        <ul>
          {views
            .filter(({ footIcon }) => footIcon === undefined)
            .map((view) => (
              <li key={view.path}>
                <Link to={view.path} aria-current={view === current ? "page" : undefined}>
                  {view.title}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <RecentQuestions />
      <div className="rail-foot">
        {views.map((view) => (
          <FootLink key={view.path} view={view} isCurrent={view === current} />
        ))}
        <RecentButton />
        <IconButton icon="theme" label="Light or dark" onClick={switchTheme} />
        <IconButton icon="help" label="Keyboard help" onClick={onHelp} />
      </div>
    </header>
  );
}

function FootLink({ view, isCurrent }: { readonly view: View; readonly isCurrent: boolean }) {
  if (view.footIcon === undefined) return null;
  return (
    <Link className="plain foot-link" to={view.path} aria-current={isCurrent ? "page" : undefined}>
      <Icon name={view.footIcon} />
      <span>{view.title}</span>
    </Link>
  );
}
