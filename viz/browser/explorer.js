"use strict";
// What is drawn, and how it grows and shrinks: expand, collapse, pin, remove, the way from one to another.

sanlian.Explorer = class {
  static MOST = 800; // nodes on one picture

  #known;
  #start = null;

  constructor(drawing, questions, known) {
    this.drawing = drawing;
    this.questions = questions;
    this.#known = known;
  }

  /** The node from which a way is to be found, or null. */
  get start() { return this.drawing.nodes.get(this.#start ?? "") ?? null; }

  set start(id) { this.#start = id; }

  /** Draw these too, with the edges among all that is drawn; the number of new nodes. */
  async add(ids, { asked = false } = {}) {
    const { nodes, edges } = this.drawing;
    const fresh = new Set(ids.filter((id) => !nodes.get(id)));
    const all = [...nodes.getIds(), ...fresh];
    if (all.length > sanlian.Explorer.MOST) throw new Error(`一张图最多画 ${sanlian.Explorer.MOST} 个对象：请先移除或收起一些。`);
    if (!all.length) return 0;
    const among = await this.questions.among(all);
    const seen = among.nodes.filter(({ distance }) => distance === 0).map((found) => this.#node(found));
    const links = sanlian.Explorer.#bent(among.edges.map((found) => this.#edge(found)));
    const coming = seen.filter(({ id }) => !nodes.get(id));
    const places = sanlian.placing.place(coming, this.#standing(), links);
    nodes.update(seen.map((node) => ({ ...node, ...places.get(node.id), ...(asked && fresh.has(node.id) ? { asked } : {}) })));
    edges.add(links.filter(({ id }) => !edges.get(id)));
    this.#recount();
    this.drawing.refresh();
    return coming.length;
  }

  /** Draw what a node is linked with, at most `most` new ones; the number of new nodes. */
  async expand(id, most) {
    const { nodes } = this.drawing;
    const linked = new Set();
    const fresh = () => [...linked].filter((each) => !nodes.get(each));
    let page = { pageInfo: { hasNextPage: true, endCursor: null } };
    while (page.pageInfo.hasNextPage && fresh().length < most) {
      page = await this.questions.linked(id, page.pageInfo.endCursor);
      for (const node of page.nodes) linked.add(node.id);
    }
    if (!page.pageInfo.hasNextPage) nodes.update({ id, linkedWith: linked.size });
    return this.add(fresh().slice(0, most));
  }

  /** Take away what hangs on this node alone: linked with nothing else, neither asked for nor pinned. */
  collapse(id) {
    const { nodes, network } = this.drawing;
    const hanging = network.getConnectedNodes(id).filter((other) => {
      const { asked, pinned } = nodes.get(other);
      return !asked && !pinned && network.getConnectedNodes(other).every((each) => each === id);
    });
    return this.remove(hanging);
  }

  /** Take these away with their edges; how many. */
  remove(ids) {
    const gone = new Set(ids);
    const { nodes, edges } = this.drawing;
    edges.remove(edges.get().filter(({ from, to }) => gone.has(from) || gone.has(to)));
    nodes.remove(ids);
    if (gone.has(this.drawing.chosen)) this.drawing.choose(null);
    if (gone.has(this.#start)) this.#start = null;
    this.#recount();
    this.drawing.refresh();
    return ids.length;
  }

  /** Hold a node where it stands, through collapsing too, or let it go. */
  pin(id) {
    const pinned = !this.drawing.nodes.get(id).pinned;
    this.drawing.nodes.update({ id, pinned, fixed: pinned });
    return pinned;
  }

  /** Draw and mark the way between two nodes; the sentence, or null where there is none. */
  async way(from, to) {
    const found = await this.questions.path(from, to);
    if (!found) return null;
    await this.add(found.nodes.map(({ id }) => id));
    this.forgetWay();
    this.drawing.nodes.update(found.nodes.map(({ id }) => ({ id, onPath: true })));
    this.drawing.edges.update(found.steps.map(({ hop }) => ({ id: sanlian.Explorer.key(hop), width: 4, onPath: true })));
    return found.sentence;
  }

  /** Take the marks of a way away; what is drawn stays. */
  forgetWay() {
    for (const set of [this.drawing.nodes, this.drawing.edges]) {
      set.update(set.get().filter(({ onPath }) => onPath).map(({ id }) => ({ id, onPath: false, width: this.#known.options.edges.width })));
    }
    this.drawing.refresh();
  }

  /** Ask for a node's facts and for the words of its edges, and keep them. */
  async tell(id) {
    const { nodes, edges } = this.drawing;
    const node = nodes.get(id);
    const [{ facts, origin, edges: told }, duty] = await Promise.all([
      this.questions.details(node, this.drawing.linksOf(id)), this.questions.duty(node)]);
    const byKey = new Map();
    for (const edge of told) {
      const key = sanlian.Explorer.key(edge);
      byKey.set(key, [...(byKey.get(key) ?? []), edge]);
    }
    const changes = [...byKey].filter(([key]) => edges.get(key)).map(([key, same]) => ({
      id: key,
      says: sanlian.Explorer.#joined(same.map(({ says }) => says)),
      facts: same.flatMap((each) => each.facts),
    }));
    edges.update(changes.map((change) => ({ ...change, title: change.says })));
    if (nodes.get(id)) nodes.update({ id, facts, origin, duty });
    this.drawing.refresh();
  }

  /** What makes an edge the one that is drawn. */
  static key({ source, type, target }) { return `${source}|${type}|${target}`; }

  /** 涉及·申请人 and 涉及·见证人 as 涉及·申请人、见证人. */
  static #joined(says) {
    const [first, ...rest] = [...new Set(says)];
    const head = first.split("·")[0];
    return [first, ...rest.map((each) => each.replace(`${head}·`, ""))].join("、");
  }

  /** Count at every node what is not drawn: nodes where all of them were listed, else links, of which two may lead to one node. */
  #recount() {
    const { nodes, network } = this.drawing;
    const rest = ({ id, linkedWith, links }) => (linkedWith === undefined
      ? links - network.getConnectedEdges(id).length
      : linkedWith - network.getConnectedNodes(id).length);
    const counted = nodes.get().map((node) => ({ id: node.id, cut: Math.max(0, rest(node)), before: node.cut }));
    nodes.update(counted.filter(({ cut, before }) => cut !== before).map(({ id, cut }) => ({ id, cut })));
  }

  #node({ node }) {
    const kind = this.#known.kinds[node.recordKind];
    const name = kind.coded ? `${kind.zh}·${node.label}` : node.label;
    const provisional = node.provisional === true || (node.certainty ?? "certain") !== "certain";
    return {
      id: node.id, name, label: sanlian.placing.wrapped(name), kind: node.recordKind, kindZh: kind.zh, provisional,
      group: provisional ? `${node.recordKind}?` : node.recordKind, title: `${kind.zh}：${name}`,
      links: node.links.totalCount, unseen: node.links.hidden,
    };
  }

  #edge({ source, target, type, certain }) {
    const { zh, symmetric } = this.#known.edges[type];
    const doubt = { dashes: [7, 5], color: { color: "#b45309", highlight: "#b45309", hover: "#b45309" } };
    return {
      id: sanlian.Explorer.key({ source, type, target }), from: source, to: target, type, says: zh, title: zh,
      provisional: !certain, ...(certain ? {} : doubt), ...(symmetric ? { arrows: "" } : {}),
    };
  }

  /** Edges between the same two nodes bend apart; which way is seen from the smaller id. */
  static #bent(edges) {
    const between = new Map();
    return edges.map((edge) => {
      const pair = [edge.from, edge.to].sort().join();
      const before = between.get(pair) ?? 0;
      between.set(pair, before + 1);
      if (!before) return edge;
      const clockwise = (before % 2 === 1) === (edge.from < edge.to);
      const smooth = { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: 0.18 * Math.ceil(before / 2) };
      return { ...edge, smooth };
    });
  }

  #standing() {
    const places = this.drawing.network.getPositions();
    return this.drawing.nodes.get().map(({ id, label }) => ({ id, label, ...places[id] }));
  }
};
