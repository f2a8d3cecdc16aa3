"use strict";
// What is asked of the server: GraphQL documents, made from what the records are called.

/** Ask the server. Throws an Error with a sentence for users. */
sanlian.ask = async (query, variables = {}) => {
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) };
  const response = await fetch("/graphql", sent).catch(() => {
    throw new Error("连不上服务器：请确认 sanlian serve 还在运行。");
  });
  const answer = await response.json().catch(() => null);
  if (answer?.errors?.length) throw new Error(answer.errors[0].message);
  if (!answer?.data) throw new Error(`服务器没有给出结果（${response.status}）。`);
  return answer.data;
};

sanlian.Questions = class {
  static BRIEF = "id recordKind recordKindLabel label";
  static LINKS_READ = 200; // links of each node that are looked through for edges between drawn nodes
  static WORDED = 60; // neighbours whose edges are asked for their words, and edges of each
  static PAGE = 100;
  static ROWS = 8; // source rows that are listed
  static TASKS = 10; // what is still to be done on a case
  static EVENTS = 100; // what happened to a case, the earliest first

  #known;

  constructor(known) { this.#known = known; }

  /** Nodes that hold every word of `text`. */
  async search(text, after = null) {
    const { search } = await sanlian.ask(
      `query ($text: String!, $kinds: [String!], $after: String) {
        search(text: $text, kinds: $kinds, first: 20, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { ${sanlian.Questions.BRIEF} } } }`,
      { text, after, kinds: this.#known.searched });
    return search;
  }

  /** What is worth looking at first: what several departments have in hand, led by none in common or led by one, places and parties with several cases. */
  starts() {
    const { BRIEF } = sanlian.Questions;
    return sanlian.ask(`{
      unled: crossDepartment(first: 4, led: false) { departments subject { ${BRIEF} } }
      led: crossDepartment(first: 4, led: true) { departments lead { label } subject { ${BRIEF} } }
      recurringPlaces(first: 6) { cases node { ${BRIEF} } }
      recurringParties(first: 6) { cases node { ${BRIEF} } } }`);
  }

  /** Nodes with the edges among them, and for each how many links it has in all. */
  async among(ids) {
    const doubtful = Object.values(this.#known.kinds).filter(({ doubtful }) => doubtful.length)
      .map(({ type, doubtful }) => `... on ${type} { ${doubtful.join(" ")} }`).join(" ");
    const { neighbourhood } = await sanlian.ask(
      `query ($ids: [ID!]!, $most: Int!, $limit: Int!) { neighbourhood(ids: $ids, depth: 1, limit: $limit, most: $most) {
        nodes { distance node { ${sanlian.Questions.BRIEF} ${doubtful} links(first: 0) { totalCount hidden } } }
        edges { source target type certain } } }`,
      { ids, most: ids.length, limit: sanlian.Questions.LINKS_READ });
    return neighbourhood;
  }

  /** Ids of what a node is linked with, page by page. */
  async linked(id, after = null) {
    const { node } = await sanlian.ask(
      `query ($id: ID!, $first: Int!, $after: String) { node(id: $id) { links(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { id } } } }`, { id, after, first: sanlian.Questions.PAGE });
    return node?.links ?? { pageInfo: { hasNextPage: false }, nodes: [] };
  }

  /** The way between two nodes, or null. */
  async path(from, to) {
    const { path } = await sanlian.ask(
      `query ($from: ID!, $to: ID!) { path(from: $from, to: $to) {
        sentence nodes { id } steps { hop { source target type } } } }`, { from, to });
    return path;
  }

  /** The facts of a node, the source rows that state it, and the words of its drawn edges: `{facts, origin, edges}`. */
  async details(node, links) {
    const kind = this.#known.kinds[node.kind];
    const { types, told } = this.#known.provenance;
    const { sources, fragments } = this.#worded(node, links);
    const answer = await sanlian.ask(
      `query ($id: ID!, $sources: [ID!]!, $types: [String!]) {
        node(id: $id) {
          id ... on ${kind.type} { ${kind.fields.map(([name]) => name).join(" ") || "id"} }
          links(first: ${sanlian.Questions.ROWS}, types: $types) {
            totalCount edges { edgeLabel node { label ... on ${this.#known.kinds.mention.type} { ${told.join(" ")} } } } } }
        nodes(ids: $sources) { id ${fragments} } }`, { id: node.id, sources, types });
    if (!answer.node) throw new Error("没有找到这条记录：可能已被合并，或不在您的查看范围内。");
    return {
      facts: await this.#facts(kind.fields, answer.node),
      origin: {
        total: answer.node.links.totalCount,
        rows: answer.node.links.edges.map(({ edgeLabel, node: row }) => [edgeLabel, row.label, told.map((name) => row[name]).filter(Boolean).join(" ")]),
      },
      edges: await this.#edgesIn(answer.nodes.filter(Boolean)),
    };
  }

  /** How a case goes: where it stands, what is still to be done, what happened; null for another kind of node. */
  async duty({ id, kind }) {
    if (kind !== "case") return null;
    const { standing, tasksDue, timeline } = await sanlian.ask(
      `query ($id: ID!, $where: TasksDueInput!, $tasks: Int!, $events: Int!) {
        standing(case: $id) { phaseLabel stageLabel responsible { name } offeredTo { name } leader { label } }
        tasksDue(where: $where, first: $tasks) { totalCount nodes { overdue atRisk organisation { name } task { kindLabel dueAt pausedAt } } }
        timeline(case: $id, first: $events) { totalCount nodes { on at sentence } } }`,
      { id, where: { case: id }, tasks: sanlian.Questions.TASKS, events: sanlian.Questions.EVENTS });
    return { standing, tasks: tasksDue, events: timeline };
  }

  /** Which nodes are asked for which of their edges, so that the edges of `node` can be told in full. */
  #worded(node, links) {
    const sources = new Set();
    const wanted = new Map();
    for (const { edge, forward, other } of links.slice(0, sanlian.Questions.WORDED)) {
      const source = forward ? node : other;
      const told = this.#known.edges[edge.type];
      if (!told.fields.length) continue;
      sources.add(source.id);
      const type = this.#known.kinds[source.kind].type;
      wanted.set(type, (wanted.get(type) ?? new Set()).add(edge.type));
    }
    const field = (type) => {
      const { field: name, fields } = this.#known.edges[type];
      return `${name}(first: ${sanlian.Questions.WORDED}) { edges { node { id } ${fields.map(([each]) => each).join(" ")} } }`;
    };
    const fragments = [...wanted].map(([type, types]) => `... on ${type} { ${[...types].map(field).join(" ")} }`).join(" ");
    return { sources: [...sources], fragments };
  }

  async #edgesIn(nodes) {
    const told = [];
    for (const node of nodes) {
      for (const [type, { zh, field, fields, said }] of Object.entries(this.#known.edges)) {
        for (const edge of node[field]?.edges ?? []) {
          const says = [zh, ...said.map((name) => edge[name]).filter(Boolean)].join("·");
          const rest = fields.filter(([name]) => !said.includes(name) && edge[name] !== this.#known.certain);
          told.push({ type, source: node.id, target: edge.node.id, says, facts: this.#written(rest, edge) });
        }
      }
    }
    await this.#named(told.map(({ facts }) => facts));
    return told;
  }

  async #facts(fields, values) {
    const facts = this.#written(fields, values);
    await this.#named([facts]);
    return facts;
  }

  #written(fields, values) {
    return fields.map(([name, zh, telling]) => [zh, sanlian.written(values[name], telling)]).filter(([, text]) => text);
  }

  /** In lists of facts, put for each id what its record is called. */
  async #named(lists) {
    const isId = (text) => /^[a-z]+-[0-9a-hjkmnp-tv-z]{16}$/.test(text);
    const ids = [...new Set(lists.flat().map(([, text]) => text).filter(isId))];
    if (!ids.length) return;
    const { nodes } = await sanlian.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id label } }", { ids });
    const labels = new Map(nodes.filter(Boolean).map(({ id, label }) => [id, label]));
    for (const fact of lists.flat()) fact[1] = labels.get(fact[1]) ?? fact[1];
  }
};

/** A value as users read it; empty when it says nothing. `telling`: false and 0 say something. */
sanlian.written = (value, telling) => {
  if (value === null || value === undefined || (!telling && !value)) return "";
  if (Array.isArray(value)) return value.join("；");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return value.toLocaleString("zh-CN");
  return value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2");
};
