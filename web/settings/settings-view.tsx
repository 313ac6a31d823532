import { type About, mayAdministrate, useAbout } from "../api/index.ts";
import { useCollection } from "../current/index.ts";
import { sizeOf } from "../pieces/index.ts";
import { Calibration } from "./calibration.tsx";
import { Health } from "./health.tsx";
import { Keys } from "./keys.tsx";
import { ThisPage } from "./this-page.tsx";
import "./settings.css";

export function SettingsView() {
  const about = useAbout();
  const { name } = useCollection();
  return (
    <div className="view one">
      <div className="one-in settings">
        <h1 className="view-title">Settings</h1>
        <ThisPage />
        {about?.settings === undefined ? null : (
          <section aria-labelledby="answers-h">
            <h2 id="answers-h">Answering</h2>
            <p className="quiet">
              These values come from the server’s settings file. A change takes effect when the server restarts.
            </p>
            <dl className="pairs">
              {about.settings.map((setting) => (
                <div key={setting.name}>
                  <dt>{settingNames[setting.name] ?? setting.name}</dt>
                  <dd>
                    {setting.value} <code>{setting.name}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {about?.seesAll === true ? <Calibration collection={name} /> : null}
        {about?.permission === "admin" ? <Keys /> : null}
        {mayAdministrate(about) ? <Health /> : null}
        {about === undefined ? null : <Server about={about} />}
      </div>
    </div>
  );
}

function Server({ about }: { readonly about: About }) {
  return (
    <section aria-labelledby="server-h">
      <h2 id="server-h">The server</h2>
      <dl className="pairs">
        <div>
          <dt>Version</dt>
          <dd>Lydian {about.version}</dd>
        </div>
        <div>
          <dt>You may</dt>
          <dd>
            {permissionWords[about.permission]}
            {about.seesAll ? "" : ", in documents of your key’s labels"}
          </dd>
        </div>
        {about.store === undefined ? null : (
          <>
            <div>
              <dt>Store</dt>
              <dd>{about.store.folder}</dd>
            </div>
            <div>
              <dt>Size</dt>
              <dd>
                {sizeOf(about.store.sizeBytes)}, format {about.store.formatVersion}
              </dd>
            </div>
          </>
        )}
      </dl>
    </section>
  );
}

const permissionWords = {
  read: "search and ask",
  write: "search, ask, add and delete",
  admin: "do everything",
} as const;

const settingNames: Readonly<Record<string, string>> = {
  "answer.model": "Model",
  "answer.profile": "Profile",
  "answer.threshold": "Threshold",
  "answer.maxWrongRate": "Maximum rate of wrong answers",
  "answer.unsupported": "Sentences without support",
  "search.mode": "Search",
  "rerank.model": "Reranker",
  "embedding.model": "Embedding model",
  "verify.entailment": "Entailment model",
  "verify.judge": "Judge",
};
