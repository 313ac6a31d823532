import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyTheme } from "./current/index.ts";
import { App } from "./shell/index.ts";
import "./style/page.css";

applyTheme();
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
