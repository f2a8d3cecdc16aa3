// What `make assets` bundles into viz/assets/graphiql.js: GraphiQL with everything that it needs, no foreign host.
//
// The page brings one element and nothing else:
//   <div id="graphiql" data-endpoint="/graphql" data-query="{ … }" data-workers="/assets/"></div>
// data-endpoint  where queries go; relative to the page (default: /graphql)
// data-query     the text of a first tab (optional)
// data-workers   the folder of the three *.worker.js files (default: the folder of this script)

import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const ownFolder = new URL(".", document.currentScript.src).href;
const WORKERS = { json: "json.worker.js", graphql: "graphql.worker.js" };

function useWorkersIn(folder) {
  globalThis.MonacoEnvironment = {
    getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? "editor.worker.js", folder)),
  };
}

function draw(element) {
  const { endpoint = "/graphql", query, workers } = element.dataset;
  useWorkersIn(workers ? new URL(workers, document.baseURI) : ownFolder);
  const fetcher = createGraphiQLFetcher({ url: new URL(endpoint, document.baseURI).href });
  createRoot(element).render(createElement(GraphiQL, { fetcher, defaultQuery: query, forcedTheme: "light" }));
}

function start() {
  const element = document.getElementById("graphiql");
  if (element) draw(element);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
