"use strict";
// The picture: vis-network with its physics off, and on its canvas what it has no words for: rings around what was
// asked for and what is chosen, and badges that count what is not drawn.

sanlian.Drawing = class {
  static WORDS_UP_TO = 45; // edges; with more, only those of the chosen node say their words
  static FAINT = 0.16;

  #words = false;
  #chosen = null;
  #hiddenKinds = new Set();
  #told = () => {};

  constructor(container, { nodes, edges, options }) {
    this.nodes = new vis.DataSet(nodes);
    this.edges = new vis.DataSet(edges);
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, options);
    this.container = container;
    this.network.on("click", ({ nodes: [id] }) => this.choose(id ?? null));
    this.network.on("beforeDrawing", (context) => this.#drawRings(context));
    this.network.on("afterDrawing", (context) => this.#drawBadges(context));
    this.words = edges.length <= sanlian.Drawing.WORDS_UP_TO;
    container.addEventListener("keydown", (event) => event.key === "Escape" && this.choose(null));
  }

  /** Call `told` with a node's id, or null, whenever another one is chosen. */
  whenChosen(told) { this.#told = told; }

  get chosen() { return this.#chosen; }

  /** Choose a node, or none: it and its neighbours stay, the others fade. */
  choose(id) {
    const known = id !== null && this.nodes.get(id) !== null;
    this.#chosen = known ? id : null;
    this.network.selectNodes(known ? [id] : [], known);
    this.refresh();
    this.#told(this.#chosen);
  }

  /** Bring a node into the middle. */
  show(id) {
    this.network.focus(id, { scale: Math.max(0.8, this.network.getScale()), animation: { duration: 350 } });
  }

  fit() { this.network.fit({ maxZoomLevel: 1.4, animation: { duration: 350 } }); }

  get words() { return this.#words; }

  /** Whether every edge says its words. */
  set words(all) {
    this.#words = all;
    this.refresh();
  }

  /** Show or hide a kind of nodes, with their edges. */
  showKind(kind, shown) {
    this.#hiddenKinds[shown ? "delete" : "add"](kind);
    this.refresh();
  }

  /** Whether a node is drawn at all. */
  isShown(node) { return !this.#hiddenKinds.has(node.kind); }

  /** The links of a node: its edges with the nodes at their other ends. */
  linksOf(id) {
    return this.network.getConnectedEdges(id).map((key) => {
      const edge = this.edges.get(key);
      const forward = edge.from === id;
      return { edge, forward, other: this.nodes.get(forward ? edge.to : edge.from) };
    });
  }

  /** Fade, hide and letter nodes and edges as the choice stands. */
  refresh() {
    const near = this.#near();
    this.#changed(this.nodes, (node) => ({
      hidden: !this.isShown(node),
      opacity: near === null || near.has(node.id) ? 1 : sanlian.Drawing.FAINT,
    }));
    this.#changed(this.edges, (edge) => {
      const touched = this.#chosen === null ? edge.onPath : edge.from === this.#chosen || edge.to === this.#chosen;
      return {
        hidden: ![edge.from, edge.to].every((end) => this.isShown(this.nodes.get(end))),
        label: touched || (this.#words && near === null) ? edge.says : " ",
        color: { ...edge.color, opacity: near === null || touched ? 1 : sanlian.Drawing.FAINT },
      };
    });
  }

  /** The nodes that do not fade: the chosen one and its neighbours, else those of a marked way; null for all. */
  #near() {
    if (this.#chosen !== null) return new Set([this.#chosen, ...this.network.getConnectedNodes(this.#chosen)]);
    const way = this.nodes.getIds({ filter: ({ onPath }) => onPath });
    return way.length ? new Set(way) : null;
  }

  /** A PNG of the picture as it stands, on white. */
  picture() {
    const drawn = this.container.querySelector("canvas");
    const copy = sanlian.element("canvas", { width: drawn.width, height: drawn.height });
    const context = copy.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(drawn, 0, 0);
    return new Promise((done) => copy.toBlob(done, "image/png"));
  }

  #changed(set, wanted) {
    const differs = (item, change) => Object.keys(change).some((key) => JSON.stringify(item[key]) !== JSON.stringify(change[key]));
    const changes = set.get().map((item) => [item, wanted(item)]).filter(([item, change]) => differs(item, change));
    if (changes.length) set.update(changes.map(([item, change]) => ({ id: item.id, ...change })));
  }

  #drawRings(context) {
    for (const node of this.nodes.get()) {
      if (node.hidden) continue;
      if (node.asked) this.#ring(context, node.id, "rgba(245, 158, 11, .30)", 31);
      if (node.onPath) this.#ring(context, node.id, "rgba(234, 179, 8, .45)", 29);
      if (node.pinned) this.#ring(context, node.id, "rgba(100, 116, 139, .25)", 27);
      if (node.id === this.#chosen) this.#ring(context, node.id, "rgba(37, 99, 235, .38)", 34);
    }
  }

  #ring(context, id, colour, radius) {
    const { x, y } = this.#signOf(id);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }

  #drawBadges(context) {
    for (const node of this.nodes.get()) {
      if (node.hidden || node.opacity < 1) continue;
      const { x, y } = this.#signOf(node.id);
      if (node.cut) this.#badge(context, x + 20, y - 19, `+${node.cut}`, "#334155");
      if (node.unseen) this.#badge(context, x + 20, y + 4, `⊘${node.unseen}`, "#7f1d1d");
    }
  }

  #badge(context, x, y, text, colour) {
    context.font = "600 11px sans-serif";
    const width = context.measureText(text).width + 10;
    context.beginPath();
    context.arc(x + 2, y, 8, Math.PI / 2, -Math.PI / 2);
    context.arc(x + width - 14, y, 8, -Math.PI / 2, Math.PI / 2);
    context.fillStyle = colour;
    context.fill();
    context.fillStyle = "#fff";
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(text, x - 1, y + 0.5);
  }

  /** The middle of a node's sign; vis-network's own position is the same, its box holds the label too. */
  #signOf(id) { return this.network.getPosition(id); }
};

/** Make the buttons of a legend show and hide their kinds. */
sanlian.legend = (list, drawing) => list.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-kind]");
  if (!button) return;
  const shown = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", shown);
  drawing.showKind(button.dataset.kind, shown);
});
